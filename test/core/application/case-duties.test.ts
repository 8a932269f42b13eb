import { describe, expect, it } from 'vitest';
import { holidayNames } from '#adapters/calendar/public-holidays';
import { dutiesOf, dutiesOnDecision, isMine } from '#core/application/case-duties';
import type { CaseWithFacts, DecisionRecord } from '#core/application/ports';
import type { Duty } from '#core/domain/duty';
import { policy2015 } from '#core/policies/index';
import { runDuties } from '../../../tools/office/duties';
import { useOffice } from '../../tools/office/office-command';
import { DECIDED, SCHOOL } from '../domain/duty-case';

const { file } = useOffice();
const CONTEXT = { policy: policy2015, calendar: SCHOOL };

const decision = (tier: DecisionRecord['tier'], decidedOn: string) => ({ tier, decidedOn }) as DecisionRecord;
/** Only what duties are derived from. */
const held = (fields: Partial<CaseWithFacts>): CaseWithFacts =>
  ({
    term: '2025-2026-2',
    decisions: [decision(2, DECIDED)],
    talks: [],
    supplements: [],
    studyPlans: [],
    planReviews: [],
    courseAdvices: [],
    calls: [],
    meetings: [],
    pairings: [],
    waivers: [],
    letters: [],
    focusNotes: [],
    volunteerGuidances: [],
    handovers: [],
    ...fields,
  }) as unknown as CaseWithFacts;

const TALKS = [
  {
    talkId: 'a',
    heldOn: '2026-09-16',
    filedOn: '2026-09-20',
    by: ['adviser'],
    mode: 'in-person',
    attended: true,
  },
  {
    talkId: 'b',
    heldOn: '2026-09-18',
    filedOn: '2026-09-18',
    by: ['counselor'],
    mode: 'phone',
    attended: false,
  },
] as const satisfies CaseWithFacts['talks'];

describe('the app and the command', () => {
  it.each(['2026-09-14', '2026-09-28', '2026-10-09', '2027-03-01'])(
    'say the same of the same case on %s',
    async (asOf) => {
      const supplements = [{ by: 'counselor', heldOn: '2026-09-19' }] as const;
      const exported = {
        policy: '2015',
        calendar: SCHOOL,
        decisions: [{ tier: 2, decidedOn: DECIDED }],
        talks: TALKS,
        supplements,
      };
      const path = await file('case.json', JSON.stringify(exported));
      const { output } = await runDuties(['--facts', path, '--as-of', asOf, '--format', 'json']);
      const duties: readonly Duty[] = JSON.parse(output).duties;
      expect(duties.length).toBeGreaterThan(0);
      // As the department's calendar comes from the database.
      const named = { ...SCHOOL, holidayNames: holidayNames(SCHOOL.holidays) };
      expect(dutiesOf(held({ talks: TALKS, supplements }), { ...CONTEXT, calendar: named }, asOf)).toEqual(
        duties,
      );
    },
  );
});

describe('the decisions of a case', () => {
  it('of two on one day the later stands', () => {
    const corrected = held({ decisions: [decision(3, DECIDED), decision(1, DECIDED)] });
    expect(dutiesOf(corrected, CONTEXT, DECIDED)).toEqual(dutiesOnDecision(1, CONTEXT, DECIDED));
  });

  it('belong to its semester: confirmed again in the winter nothing starts anew', () => {
    const again = held({ decisions: [decision(2, DECIDED), decision(2, '2027-01-20')], talks: TALKS });
    const [first] = dutiesOf(again, CONTEXT, '2027-01-20');
    expect(first).toMatchObject({ kind: 'first-talk', state: 'done' });
  });

  it('a dismissal puts no tier in force', () => {
    expect(dutiesOf(held({ decisions: [decision(null, DECIDED)] }), CONTEXT, DECIDED)).toEqual([]);
  });
});

describe('whose a duty is', () => {
  it.each([
    ['adviser', 'adviser', true],
    ['adviser', 'counselor', false],
    ['either', 'adviser', true],
    ['either', 'counselor', true],
    ['either', 'office', false],
    ['office', 'office', true],
    ['teacher', 'teacher', true],
    ['teacher', 'adviser', false],
    ['counselor', 'leader', false],
  ] as const)('the %s’s is the %s’s: %s', (role, actor, expected) => {
    expect(isMine({ role }, actor)).toBe(expected);
  });
});
