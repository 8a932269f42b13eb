import { describe, expect, it } from 'vitest';
import type { DutyKind } from '#core/domain/duty';
import type { DutyFacts } from '#core/domain/duty-facts';
import type { SupportTier } from '#core/domain/support-tier';
import { DECIDED, decided, derive, find, talk } from './duty-case';

const ASOF = '2026-09-30';

describe('for the adviser’s first talk counts', () => {
  const joint = ['counselor', 'adviser'];
  it.each<[string, Partial<DutyFacts>, string | null]>([
    ['a talk in person', { talks: [talk('2026-09-16')] }, '2026-09-16'],
    ['one on the day of the decision', { talks: [talk(DECIDED)] }, DECIDED],
    ['none before the decision', { talks: [talk('2026-09-13')] }, null],
    ['none that the student missed', { talks: [talk('2026-09-16', { attended: false })] }, null],
    ['none of the counselor’s', { talks: [talk('2026-09-16', { by: ['counselor'] })] }, null],
    ['one meeting of both', { talks: [talk('2026-09-16', { by: joint })] }, '2026-09-16'],
    ['none by phone', { talks: [talk('2026-09-16', { mode: 'phone' })] }, null],
    ['none online', { talks: [talk('2026-09-16', { mode: 'online' })] }, null],
    ['one on the day itself', { talks: [talk(ASOF)] }, ASOF],
    ['none that lies ahead', { talks: [talk('2026-10-01')] }, null],
    [
      'the day of the talk, not of filing',
      { talks: [talk('2026-09-16', { filedOn: '2026-09-29' })] },
      '2026-09-16',
    ],
    [
      'the first in person, after one by phone',
      { talks: [talk('2026-09-15', { mode: 'phone' }), talk('2026-09-18')] },
      '2026-09-18',
    ],
    ['no supplement of the counselor’s', { supplements: [{ by: 'counselor', heldOn: '2026-09-16' }] }, null],
  ])('%s', (_promise, facts, doneOn) => {
    expect(find(derive(facts, ASOF), 'first-talk', 'adviser')?.doneOn).toBe(doneOn);
  });

  it.each<[SupportTier, string | null]>([
    [1, null],
    [2, null],
    [3, '2026-09-16'],
  ])('in tier %s a phone talk: %s', (tier, doneOn) => {
    const facts = { decisions: [decided(tier)], talks: [talk('2026-09-16', { mode: 'phone' })] };
    expect(find(derive(facts, ASOF), 'first-talk', 'adviser')?.doneOn).toBe(doneOn);
  });

  it('one joint record for both sides', () => {
    const duties = derive({ talks: [talk('2026-09-16', { by: joint })] }, ASOF);
    for (const side of ['adviser', 'counselor'] as const) {
      expect(find(duties, 'first-talk', side)?.doneOn).toBe('2026-09-16');
      expect(find(duties, 'regular-talk', side)?.because).toContain('上次谈话 9月16日');
    }
  });

  it('says a late filing, a missed appointment and a talk by phone', () => {
    const because = (...talks: DutyFacts['talks']) =>
      find(derive({ talks }, ASOF), 'first-talk', 'adviser')?.because;
    expect(because(talk('2026-09-16', { filedOn: '2026-09-29' }))).toMatch(/（补录，晚 13 天）$/);
    expect(because(talk('2026-09-16', { filedOn: '2026-09-16' }))).toMatch(/完成$/);
    expect(because(talk('2026-09-16', { attended: false }))).toMatch(/；9月16日约谈，学生未到$/);
    expect(because(talk('2026-09-16', { mode: 'phone' }))).toMatch(/；已有的谈话不是面对面$/);
  });
});

describe('a supplement', () => {
  it.each([
    ['2026-09-16', '2026-09-16'],
    ['2026-09-13', null],
    ['2026-10-01', null],
    [null, null],
  ])('of the counselor dated %s serves the first talk: %s', (heldOn, doneOn) => {
    const duties = derive({ supplements: [{ by: 'counselor', heldOn }] }, ASOF);
    expect(find(duties, 'first-talk', 'counselor')?.doneOn).toBe(doneOn);
  });
});

describe('the next regular talk', () => {
  it.each<[string, DutyFacts['talks'], string]>([
    ['counts from the last one', [talk('2026-09-15'), talk('2026-09-18')], '2026-10-08'],
    ['whatever the order', [talk('2026-09-18'), talk('2026-09-15')], '2026-10-08'],
    ['counts two on a day once', [talk('2026-09-16'), talk('2026-09-16', { mode: 'phone' })], '2026-09-30'],
    ['counts one by phone too', [talk('2026-09-15'), talk('2026-09-16', { mode: 'phone' })], '2026-09-30'],
    [
      'does not count a missed one',
      [talk('2026-09-16'), talk('2026-09-22', { attended: false })],
      '2026-09-30',
    ],
    ['starts anew after an early one', [talk('2026-09-16'), talk('2026-09-28')], '2026-10-12'],
    ['lies on a make-up Saturday', [talk('2026-09-26')], '2026-10-10'],
  ])('%s', (_promise, talks, dueOn) => {
    const duties = derive({ talks }, ASOF);
    expect(find(duties, 'regular-talk', 'adviser')?.dueOn).toBe(dueOn);
    expect(duties.filter(({ kind, role }) => kind === 'regular-talk' && role === 'adviser')).toHaveLength(1);
  });

  it.each([
    // 31 → 30 → 31 (a Saturday): the anchor day stays.
    [['2026-08-31'], '2026-09-30'],
    [['2026-08-31', '2026-09-30'], '2026-11-02'],
    [['2026-08-31', '2026-09-29'], '2026-10-29'],
    [['2026-09-30'], '2026-10-30'],
    // 31 → 28 → 31 over February.
    [['2026-08-31', '2026-09-30', '2026-10-31'], '2026-11-30'],
    [['2027-03-31', '2027-04-30'], '2027-05-31'],
  ])('each month after %j is due on %s', (days, dueOn) => {
    const facts = { decisions: [decided(1, '2026-08-31')], talks: days.map((day) => talk(day)) };
    expect(find(derive(facts, days[days.length - 1]), 'regular-talk', 'adviser')?.dueOn).toBe(dueOn);
  });

  it('does not count the days of the winter, and says so', () => {
    // Three days of term are left after 01-12; eleven follow from 02-22 on.
    const facts = { decisions: [decided(2, '2027-01-04')], talks: [talk('2027-01-12')] };
    expect(find(derive(facts, '2027-01-13'), 'regular-talk', 'adviser')).toMatchObject({
      dueOn: '2027-03-04',
      because: '上次谈话 1月12日 + 两周 = 1月26日，寒假 37 天不计，为3月4日',
    });
  });
});

describe('each duty that is done once', () => {
  it.each<[DutyKind, SupportTier, string, Partial<DutyFacts>, string | null]>([
    ['study-plan', 2, 'a plan', { studyPlans: [{ on: '2026-09-20' }, { on: '2026-09-16' }] }, '2026-09-16'],
    ['study-plan', 2, 'not one from before', { studyPlans: [{ on: '2026-09-13' }] }, null],
    ['study-plan', 2, 'not one ahead', { studyPlans: [{ on: '2026-10-01' }] }, null],
    ['phone-parents', 1, 'a call that reached them', { contacts: [call({})] }, '2026-09-16'],
    ['phone-parents', 2, 'not unverified', { contacts: [call({ verified: false })] }, null],
    ['phone-parents', 2, 'not unreached', { contacts: [call({ reached: false })] }, null],
    ['phone-parents', 2, 'not by letter', { contacts: [call({ kind: 'letter' })] }, null],
    ['phone-parents', 2, 'not before the decision', { contacts: [call({ on: '2026-09-13' })] }, null],
    [
      'phone-parents',
      2,
      'the first that counts',
      { contacts: [call({ verified: false }), call({ on: '2026-09-18' })] },
      '2026-09-18',
    ],
    ['warning-letter', 2, 'posted', { letters: [letter('posted', '2026-09-20')] }, '2026-09-20'],
    ['warning-letter', 2, 'delivered', { letters: [letter('delivered', '2026-09-22')] }, '2026-09-22'],
    ['warning-letter', 2, 'not printed', { letters: [letter('printed', '2026-09-20')] }, null],
    ['warning-letter', 2, 'not drafted', { letters: [letter('draft', '2026-09-20')] }, null],
    ['warning-letter', 2, 'not approved', { letters: [letter('approved', '2026-09-20')] }, null],
    [
      'warning-letter',
      2,
      'posted, then delivered: the day of posting',
      { letters: [letter('delivered', '2026-09-22'), letter('posted', '2026-09-20')] },
      '2026-09-20',
    ],
    [
      'warning-letter',
      2,
      'returned opens again',
      { letters: [letter('returned', '2026-09-25'), letter('posted', '2026-09-20')] },
      null,
    ],
    [
      'warning-letter',
      2,
      'sent again closes again',
      {
        letters: [
          letter('posted', '2026-09-20'),
          letter('returned', '2026-09-25'),
          letter('posted', '2026-09-28'),
        ],
      },
      '2026-09-28',
    ],
    ['pairing', 2, 'a pair at work', { pairings: [{ from: '2026-09-20' }] }, '2026-09-20'],
    ['pairing', 2, 'one from before the decision', { pairings: [{ from: '2026-03-01' }] }, '2026-03-01'],
    ['pairing', 2, 'to its last day', { pairings: [{ from: '2026-09-20', to: ASOF }] }, '2026-09-20'],
    ['pairing', 2, 'not after it', { pairings: [{ from: '2026-09-20', to: '2026-09-29' }] }, null],
    ['pairing', 2, 'not one ahead', { pairings: [{ from: '2026-10-01' }] }, null],
    ['joint-meeting', 3, 'all four', { meetings: [meeting('student')] }, '2026-09-22'],
    ['joint-meeting', 3, 'not without the student', { meetings: [meeting('leader')] }, null],
    [
      'joint-meeting',
      3,
      'not without the parent',
      { meetings: [{ on: '2026-09-22', present: ['student', 'adviser', 'counselor'] }] },
      null,
    ],
    [
      'joint-meeting',
      3,
      'not with one of the two',
      { meetings: [{ on: '2026-09-22', present: ['student', 'parent', 'adviser'] }] },
      null,
    ],
  ])('%s in tier %s: %s', (kind, tier, _promise, facts, doneOn) => {
    const duty = find(derive({ decisions: [decided(tier)], ...facts }, ASOF), kind);
    expect(duty?.doneOn).toBe(doneOn);
    expect(duty?.state === 'done').toBe(doneOn !== null);
  });

  it.each<[DutyKind, Partial<DutyFacts>, RegExp]>([
    [
      'warning-letter',
      { letters: [letter('posted', '2026-09-20'), letter('returned', '2026-09-25')] },
      /；9月25日退回，须重寄$/,
    ],
    ['phone-parents', { contacts: [call({ verified: false })] }, /；9月16日接通的号码未核实，不计$/],
    ['phone-parents', { contacts: [call({ reached: false })] }, /；9月16日电话未接通$/],
    [
      'pairing',
      { pairings: [{ from: '2026-09-20', to: '2026-09-29' }] },
      /；上次结对到9月29日为止，须重新结对$/,
    ],
    [
      'joint-meeting',
      { decisions: [decided(3)], meetings: [{ on: '2026-09-22', present: ['student', 'adviser'] }] },
      /；9月22日面谈缺家长、辅导员，不计$/,
    ],
  ])('%s says why it is still open', (kind, facts, words) => {
    expect(find(derive(facts, ASOF), kind)?.because).toMatch(words);
  });
});

describe('each repeating duty', () => {
  it.each<[DutyKind, string, Partial<DutyFacts>, string]>([
    ['plan-review', 'counts from the plan', { studyPlans: [{ on: '2026-09-16' }] }, '2026-09-30'],
    [
      'plan-review',
      'counts from the last review',
      { studyPlans: [{ on: '2026-09-16' }], planReviews: [{ on: '2026-09-29' }, { on: '2026-09-22' }] },
      '2026-10-13',
    ],
    ['volunteer-guidance', 'counts from the pair', { pairings: [{ from: '2026-09-21' }] }, '2026-10-21'],
    [
      'volunteer-guidance',
      'counts a pair from before since the decision',
      { pairings: [{ from: '2026-03-01' }] },
      '2026-10-14',
    ],
    [
      'volunteer-guidance',
      'counts from the last time',
      { pairings: [{ from: '2026-09-21' }], volunteerGuidances: [{ on: '2026-09-29' }] },
      '2026-10-29',
    ],
    ['focus-note', 'counts from the last one', { focusNotes: [{ on: '2026-09-29' }] }, '2026-10-29'],
  ])('%s %s', (kind, _promise, facts, dueOn) => {
    expect(find(derive(facts, ASOF), kind)).toMatchObject({ dueOn, doneOn: null });
  });
});

function call(fields: Partial<DutyFacts['contacts'][number]>): DutyFacts['contacts'][number] {
  return { kind: 'phone', on: '2026-09-16', reached: true, verified: true, ...fields };
}

function letter(state: DutyFacts['letters'][number]['state'], on: string): DutyFacts['letters'][number] {
  return { state, on };
}

function meeting(fourth: string): DutyFacts['meetings'][number] {
  return { on: '2026-09-22', present: ['parent', 'adviser', 'counselor', fourth] };
}
