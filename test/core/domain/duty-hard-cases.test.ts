import { describe, expect, it } from 'vitest';
import { deriveDuties } from '#core/domain/derive-duties';
import type { Duty } from '#core/domain/duty';
import { type DutyFacts, NO_FACTS } from '#core/domain/duty-facts';
import { policy2015 } from '#core/policies/index';
import { decided, derive, SCHOOL, talk } from './duty-case';

/**
 * Cases worked out by hand from reading §4 with the calendar of `duty-case`: Mondays are 09-14, 09-21,
 * 10-12, 11-02; free 09-25 and 10-01 to 10-07; teaching on Sunday 09-20 and Saturday 10-10; winter from
 * 01-16 to 02-21.
 */

const BOTH = ['adviser', 'counselor'];

/** kind/role dueOn state doneOn */
const lines = (duties: readonly Duty[]) =>
  duties.map(({ kind, role, dueOn, state, doneOn }) =>
    [`${kind}/${role}`, dueOn, state, doneOn].filter((part) => part !== null).join(' '),
  );

interface Case {
  readonly name: string;
  readonly facts: Partial<DutyFacts>;
  readonly asOf: string;
  /** Each must be among the rows. */
  readonly has: readonly string[];
  /** No row begins so. */
  readonly hasNo?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'tier 1 to 2 on Monday 10-12: all first duties anew, what was talked before no longer counts',
    facts: {
      decisions: [decided(1), decided(2, '2026-10-12')],
      talks: [talk('2026-09-16'), talk('2026-09-17', { by: ['counselor'] })],
      contacts: [{ kind: 'phone', on: '2026-09-18', reached: true, verified: true }],
      studyPlans: [{ on: '2026-09-18' }],
    },
    asOf: '2026-10-13',
    has: [
      'first-talk/adviser 2026-10-19 open',
      'first-talk/counselor 2026-10-19 open',
      'study-plan/adviser 2026-10-26 open',
      // From the first talk's own date: + 14, + a month.
      'regular-talk/adviser 2026-11-02 upcoming',
      'regular-talk/counselor 2026-11-19 upcoming',
      'phone-parents/either 2026-10-19 open',
      'warning-letter/office 2026-10-26 open',
      'pairing/counselor 2026-11-02 open',
      'plan-review/adviser 2026-11-09 upcoming',
      'course-advice/adviser 2026-12-18 upcoming',
      'volunteer-guidance/counselor 2026-12-02 upcoming',
      'focus-note/teacher 2026-11-12 upcoming',
    ],
    hasNo: ['joint-meeting'],
  },
  {
    name: 'tier 2 to 1: what is listed keeps its date, the adviser is monthly from the next talk on',
    facts: {
      decisions: [decided(2), decided(1, '2026-10-12')],
      talks: [talk('2026-09-16', { by: BOTH }), talk('2026-09-30', { by: BOTH }), talk('2026-10-14')],
    },
    asOf: '2026-10-15',
    has: [
      // 11-14 is a Saturday.
      'regular-talk/adviser 2026-11-16 upcoming',
      // Listed under tier 2 from the talk of 09-30; 10-30 is a Friday.
      'regular-talk/counselor 2026-10-30 upcoming',
      'warning-letter/office 2026-09-28 overdue',
      'pairing/counselor 2026-10-08 overdue',
    ],
  },
  {
    name: 'tier 3: the meeting of four, any kind of first talk; no letter, no call, no pair, no adviser’s cadence',
    facts: {
      decisions: [decided(3)],
      talks: [talk('2026-09-18', { by: BOTH, mode: 'online' })],
      meetings: [
        { on: '2026-09-24', present: ['student', 'parent', 'adviser'] },
        { on: '2026-09-29', present: ['student', 'guardian', 'adviser', 'counselor', 'leader'] },
      ],
    },
    asOf: '2026-10-08',
    has: [
      'first-talk/adviser 2026-09-21 done 2026-09-18',
      'first-talk/counselor 2026-09-21 done 2026-09-18',
      // 10-02 is a holiday.
      'regular-talk/counselor 2026-10-08 open',
      // 10-05 is a holiday.
      'joint-meeting/either 2026-10-08 done 2026-09-29',
      'study-plan/adviser 2026-09-28 overdue',
      // 09-28 + 14 = 10-12.
      'plan-review/adviser 2026-10-12 upcoming',
    ],
    hasNo: ['regular-talk/adviser', 'phone-parents', 'warning-letter', 'pairing', 'volunteer-guidance'],
  },
  {
    name: 'suspended in between: done stays done, the rest starts anew on the day of the return',
    facts: {
      talks: [talk('2026-09-16')],
      statuses: [{ kind: 'suspended', from: '2026-09-22', to: '2026-10-11' }],
    },
    asOf: '2026-10-12',
    has: [
      'first-talk/adviser 2026-09-21 done 2026-09-16',
      'first-talk/counselor 2026-10-19 open',
      'study-plan/adviser 2026-10-26 open',
      'regular-talk/adviser 2026-10-26 upcoming',
      'warning-letter/office 2026-10-26 open',
    ],
  },
  {
    name: 'on the last day of the suspension nothing is overdue',
    facts: { statuses: [{ kind: 'suspended', from: '2026-09-22', to: '2026-10-11' }] },
    asOf: '2026-10-11',
    has: ['first-talk/adviser paused', 'warning-letter/office paused', 'focus-note/teacher paused'],
  },
  {
    name: 'a new adviser on Friday 10-09: three days on is Monday 10-12; the counselor’s stays overdue',
    facts: { assignments: [{ role: 'adviser', from: '2026-10-09' }] },
    asOf: '2026-10-12',
    has: ['first-talk/adviser 2026-10-12 open', 'first-talk/counselor 2026-09-21 overdue'],
  },
  {
    name: 'filed late: the day of the talk counts, and so it was in time',
    facts: { talks: [talk('2026-09-21', { by: BOTH, filedOn: '2026-10-09' })] },
    asOf: '2026-10-09',
    has: [
      'first-talk/adviser 2026-09-21 done 2026-09-21',
      // 10-05 is a holiday: 10-08, a day ago.
      'regular-talk/adviser 2026-10-08 overdue',
      'regular-talk/counselor 2026-10-21 upcoming',
    ],
  },
  {
    name: 'the student did not come, then by phone: both leave the first talk open, the call begins the count',
    facts: { talks: [talk('2026-09-17', { attended: false }), talk('2026-09-18', { mode: 'phone' })] },
    asOf: '2026-09-22',
    has: ['first-talk/adviser 2026-09-21 overdue', 'regular-talk/adviser 2026-10-08 upcoming'],
  },
  {
    name: 'a joint talk and a supplement without a date: one talk each, no second one',
    facts: {
      talks: [talk('2026-09-16', { by: BOTH }), talk('2026-09-16')],
      supplements: [{ by: 'counselor', heldOn: null }],
    },
    asOf: '2026-09-28',
    has: [
      'first-talk/adviser 2026-09-21 done 2026-09-16',
      'first-talk/counselor 2026-09-21 done 2026-09-16',
      'regular-talk/adviser 2026-09-30 open',
      'regular-talk/counselor 2026-10-16 upcoming',
    ],
  },
  {
    name: 'a supplement with a date of the counselor’s own talk serves and restarts the count',
    facts: {
      talks: [talk('2026-09-16', { by: BOTH })],
      supplements: [{ by: 'counselor', heldOn: '2026-09-24' }],
    },
    asOf: '2026-09-28',
    // 10-24 is a Saturday.
    has: ['regular-talk/counselor 2026-10-26 upcoming', 'regular-talk/adviser 2026-09-30 open'],
  },
  {
    name: 'a make-up Saturday is a day to be due on; National Day is not',
    facts: {
      talks: [talk('2026-09-26'), talk('2026-09-17', { by: ['counselor'] })],
      studyPlans: [{ on: '2026-09-19' }],
    },
    asOf: '2026-09-27',
    has: [
      'regular-talk/adviser 2026-10-10 upcoming',
      // 10-03 is a Saturday in the holiday.
      'plan-review/adviser 2026-10-08 upcoming',
      // 10-17 is a Saturday, 10-19 the Monday after.
      'regular-talk/counselor 2026-10-19 upcoming',
    ],
  },
  {
    name: 'a month over the winter: 15 days of it before, 16 from 02-22 on',
    facts: { decisions: [decided(1, '2026-12-28')], talks: [talk('2026-12-31', { by: BOTH })] },
    asOf: '2027-01-04',
    has: ['regular-talk/adviser 2027-03-09 upcoming'],
  },
  {
    name: 'decided two days before the winter: two days count, five after it',
    facts: { decisions: [decided(1, '2027-01-13')] },
    asOf: '2027-02-22',
    has: ['first-talk/adviser 2027-02-26 open'],
  },
  {
    name: 'a returned letter is owed again by its old date, a pair that has ended by its own',
    facts: {
      letters: [
        { state: 'posted', on: '2026-09-18' },
        { state: 'returned', on: '2026-09-29' },
      ],
      pairings: [{ from: '2026-09-16', to: '2026-10-08' }],
    },
    asOf: '2026-10-09',
    has: ['warning-letter/office 2026-09-28 overdue', 'pairing/counselor 2026-10-08 overdue'],
  },
  {
    name: 'left: what was done remains, nothing else',
    facts: { talks: [talk('2026-09-16')], statuses: [{ kind: 'left', from: '2026-09-30' }] },
    asOf: '2026-10-09',
    has: ['first-talk/adviser 2026-09-21 done 2026-09-16'],
    hasNo: ['first-talk/counselor', 'regular-talk', 'warning-letter', 'focus-note'],
  },
];

describe('by hand', () => {
  it.each(CASES)('$name', ({ facts, asOf, has, hasNo = [] }) => {
    const rows = lines(derive(facts, asOf));
    expect(rows).toEqual(expect.arrayContaining([...has]));
    for (const start of hasNo) expect(rows.filter((row) => row.startsWith(start))).toEqual([]);
  });

  it('31 → 28 → 31: the anchor day outlives February', () => {
    const everyDay = {
      terms: [],
      holidays: [],
      makeupWorkdays: ['2027-01-31', '2027-02-28'],
    };
    const next = (...days: readonly string[]) =>
      deriveDuties(
        { ...NO_FACTS, decisions: [decided(1, '2026-12-28')], talks: days.map((day) => talk(day)) },
        policy2015.duties,
        everyDay,
        days[days.length - 1] as string,
      ).find(({ kind, role }) => kind === 'regular-talk' && role === 'adviser')?.dueOn;
    expect(next('2026-12-31')).toBe('2027-01-31');
    expect(next('2026-12-31', '2027-01-31')).toBe('2027-02-28');
    expect(next('2026-12-31', '2027-01-31', '2027-02-28')).toBe('2027-03-31');
    // A day early, and the count is its own.
    expect(next('2026-12-31', '2027-01-31', '2027-02-27')).toBe('2027-03-29');
  });

  it('what a calendar was counted to before changes no answer', () => {
    for (const { facts, asOf } of CASES)
      expect(derive(facts, asOf)).toEqual(derive(facts, asOf, { ...SCHOOL }));
  });
});
