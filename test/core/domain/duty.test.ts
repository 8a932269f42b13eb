import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '#core/domain/calendar';
import { type Duty, type DutyFacts, deriveDuties } from '#core/domain/duty';
import { addDays } from '#core/domain/local-date';
import type { SupportTier } from '#core/domain/support-tier';
import { policy2015 } from '#core/policies/index';

const CALENDAR: Calendar = {
  terms: [{ term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' }],
  holidays: [],
  makeupWorkdays: [],
};
const DECIDED = '2026-09-14';

const decided = (tier: SupportTier, decidedOn = DECIDED) => ({ tier, decidedOn });
const talk = (
  heldOn: string,
  fields: Partial<DutyFacts['talks'][number]> = {},
): DutyFacts['talks'][number] => ({
  heldOn,
  by: ['adviser'],
  mode: 'in-person',
  attended: true,
  ...fields,
});
const derive = (facts: Partial<DutyFacts>, asOf = '2026-09-15') =>
  deriveDuties(
    { decisions: [decided(2)], talks: [], supplements: [], ...facts },
    policy2015.duties,
    CALENDAR,
    asOf,
  );
const find = (duties: readonly Duty[], kind: string, role: string) =>
  duties.find((duty) => duty.kind === kind && duty.role === role);

describe('what each tier owes', () => {
  it.each<[SupportTier, string[]]>([
    ['watch', []],
    [
      1,
      [
        'first-talk/adviser',
        'regular-talk/adviser',
        'first-talk/counselor',
        'study-plan/adviser',
        'phone-parents/either',
      ],
    ],
    [
      2,
      [
        'first-talk/adviser',
        'regular-talk/adviser',
        'first-talk/counselor',
        'regular-talk/counselor',
        'study-plan/adviser',
        'phone-parents/either',
        'warning-letter/office',
        'pairing/counselor',
      ],
    ],
    [
      3,
      [
        'first-talk/adviser',
        'first-talk/counselor',
        'regular-talk/counselor',
        'study-plan/adviser',
        'joint-meeting/either',
      ],
    ],
  ])('tier %s', (tier, expected) => {
    expect(derive({ decisions: [decided(tier)] }).map(({ kind, role }) => `${kind}/${role}`)).toEqual(
      expected,
    );
  });

  it('starts nothing before the decision', () => {
    expect(derive({}, '2026-09-13')).toEqual([]);
    expect(derive({ decisions: [] })).toEqual([]);
  });

  it.each([
    ['first-talk', 'adviser', '2026-09-21'],
    ['study-plan', 'adviser', '2026-09-28'],
    ['phone-parents', 'either', '2026-09-21'],
    ['warning-letter', 'office', '2026-09-28'],
    ['pairing', 'counselor', '2026-10-05'],
  ])('%s of the %s is due on %s', (kind, role, dueOn) => {
    expect(find(derive({}), kind, role)?.dueOn).toBe(dueOn);
  });
});

describe('states', () => {
  it.each([
    ['2026-09-21', 'open'],
    ['2026-09-22', 'overdue'],
  ])('a first talk due on 09-21 is on %s %s', (asOf, state) => {
    expect(find(derive({}, asOf), 'first-talk', 'adviser')?.state).toBe(state);
  });

  it.each([
    ['2026-09-24', 'upcoming'],
    ['2026-09-27', 'upcoming'],
    ['2026-09-28', 'open'],
    ['2026-10-01', 'open'],
    ['2026-10-02', 'overdue'],
  ])('a regular talk two weeks after 09-17 is on %s %s', (asOf, state) => {
    const duty = find(derive({ talks: [talk('2026-09-17')] }, asOf), 'regular-talk', 'adviser');
    expect(duty).toMatchObject({ dueOn: '2026-10-01', state });
  });
});

describe('what counts', () => {
  it.each<[string, Partial<DutyFacts>, string | null]>([
    ['a talk in person', { talks: [talk('2026-09-15')] }, '2026-09-15'],
    ['on the day of the decision', { talks: [talk(DECIDED)] }, DECIDED],
    ['not before the decision', { talks: [talk('2026-09-13')] }, null],
    ['not a no-show', { talks: [talk('2026-09-15', { attended: false })] }, null],
    ['not the counselor’s', { talks: [talk('2026-09-15', { by: ['counselor'] })] }, null],
    ['one meeting of both', { talks: [talk('2026-09-15', { by: ['counselor', 'adviser'] })] }, '2026-09-15'],
    ['not by phone where it must be in person', { talks: [talk('2026-09-15', { mode: 'phone' })] }, null],
    ['not yet, when it lies ahead', { talks: [talk('2026-09-17')] }, null],
  ])('for the adviser’s first talk: %s', (_promise, facts, doneOn) => {
    expect(find(derive(facts, '2026-09-16'), 'first-talk', 'adviser')?.doneOn ?? null).toBe(doneOn);
  });

  it('takes a phone talk as the first one in tier 3', () => {
    const facts = { decisions: [decided(3)], talks: [talk('2026-09-15', { mode: 'phone' })] };
    expect(find(derive(facts), 'first-talk', 'adviser')?.state).toBe('done');
  });

  it.each([
    ['2026-09-16', 'done'],
    [null, 'open'],
  ] as const)('a supplement dated %s leaves the counselor’s first talk %s', (heldOn, state) => {
    const duties = derive({ supplements: [{ by: 'counselor', heldOn }] }, '2026-09-17');
    expect(find(duties, 'first-talk', 'counselor')?.state).toBe(state);
  });

  it('counts from the last talk, an early one restarts the count', () => {
    const duties = derive({ talks: [talk('2026-09-15'), talk('2026-09-18')] }, '2026-09-19');
    expect(find(duties, 'regular-talk', 'adviser')).toMatchObject({
      dueOn: '2026-10-02',
      because: '上次谈话 9月18日 + 两周 = 10月2日',
    });
  });

  it('counts from the first talk’s due date while there is none', () => {
    expect(find(derive({}), 'regular-talk', 'adviser')?.because).toBe(
      '首次谈话期限 9月21日 + 两周 = 10月5日',
    );
  });
});

describe('tier changes', () => {
  it('start the duties of the new tier anew', () => {
    const duties = derive(
      { decisions: [decided(1), decided(3, '2026-10-12')], talks: [talk('2026-09-15')] },
      '2026-10-13',
    );
    expect(find(duties, 'first-talk', 'adviser')).toMatchObject({ dueOn: '2026-10-19', state: 'open' });
    expect(find(duties, 'joint-meeting', 'either')?.dueOn).toBe('2026-11-02');
  });

  it('start nothing anew where the same tier is confirmed again', () => {
    const duties = derive(
      { decisions: [decided(2), decided(2, '2026-10-12')], talks: [talk('2026-09-15')] },
      '2026-10-13',
    );
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe('done');
  });
});

describe('derivation', () => {
  const days = fc.integer({ min: 0, max: 100 }).map((offset) => addDays(DECIDED, offset));
  const facts = fc.record({
    decisions: fc.uniqueArray(
      fc.record({ tier: fc.constantFrom<SupportTier>('watch', 1, 2, 3), decidedOn: days }),
      {
        selector: ({ decidedOn }) => decidedOn,
        minLength: 1,
        maxLength: 4,
      },
    ),
    talks: fc.array(
      fc.record({
        heldOn: days,
        by: fc.constantFrom<readonly ('adviser' | 'counselor')[]>(
          ['adviser'],
          ['counselor'],
          ['adviser', 'counselor'],
        ),
        mode: fc.constantFrom('in-person' as const, 'phone' as const),
        attended: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    supplements: fc.array(
      fc.record({ by: fc.constant('counselor' as const), heldOn: fc.option(days, { nil: null }) }),
      { maxLength: 3 },
    ),
  });

  it('is the same whatever the order of the facts', () => {
    fc.assert(
      fc.property(facts, days, (held, asOf) => {
        const reversed = {
          decisions: [...held.decisions].reverse(),
          talks: [...held.talks].reverse(),
          supplements: [...held.supplements].reverse(),
        };
        expect(deriveDuties(reversed, policy2015.duties, CALENDAR, asOf)).toEqual(
          deriveDuties(held, policy2015.duties, CALENDAR, asOf),
        );
      }),
    );
  });

  it('has at most one open regular talk for each side', () => {
    fc.assert(
      fc.property(facts, days, (held, asOf) => {
        const duties = deriveDuties(held, policy2015.duties, CALENDAR, asOf);
        for (const side of ['adviser', 'counselor']) {
          expect(
            duties.filter(({ kind, role }) => kind === 'regular-talk' && role === side).length,
          ).toBeLessThan(2);
        }
      }),
    );
  });
});
