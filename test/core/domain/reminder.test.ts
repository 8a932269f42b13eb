import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DUTY_KINDS, type Duty } from '#core/domain/duty';
import { addDays } from '#core/domain/local-date';
import { parsePolicy } from '#core/domain/parse-policy';
import {
  chinaTime,
  DIGEST_LIMIT,
  digestText,
  isQuiet,
  leaderStageOn,
  type ReminderItem,
  type ReminderOwners,
  reminderItems,
  stageOn,
} from '#core/domain/reminder';
import { deliveryOf, MAX_ATTEMPTS, MESSAGE_STATES, waitAfter } from '#core/domain/reminder-message';
import { DEFAULT_REMINDER_RULES as RULES } from '#core/domain/reminder-rules';
import { policy2015 } from '#core/policies/index';

const DUE = '2026-09-21';
const OWNERS: ReminderOwners = {
  advisers: ['a'],
  counselors: ['c'],
  teachers: ['t', 'u'],
  office: ['o'],
  leaders: ['l'],
};
const duty = (fields: Partial<Duty> = {}): Duty => ({
  kind: 'regular-talk',
  role: 'adviser',
  dueOn: DUE,
  state: 'open',
  doneOn: null,
  because: '',
  ...fields,
});

describe('the stage that a duty has reached', () => {
  it.each([
    ['2026-09-17', null, null],
    ['2026-09-18', 'before', null],
    ['2026-09-20', 'before', null],
    ['2026-09-21', 'day', null],
    ['2026-09-27', 'day', null],
    ['2026-09-28', 'overdue-1', 'leader-1'],
    ['2026-10-04', 'overdue-1', 'leader-1'],
    ['2026-10-05', 'overdue-2', 'leader-2'],
    ['2027-09-21', 'overdue-52', 'leader-52'],
  ])('on %s is %s, for the leader %s', (today, own, leader) => {
    expect(stageOn(DUE, today, RULES)).toBe(own);
    expect(leaderStageOn(DUE, today, RULES)).toBe(leader);
  });

  it('follows the policy', () => {
    const rules = { ...RULES, daysBefore: 0, overdueEvery: 3, leaderAfter: 10 };
    expect(stageOn(DUE, '2026-09-20', rules)).toBeNull();
    expect(stageOn(DUE, '2026-09-23', rules)).toBe('day');
    expect(stageOn(DUE, '2026-09-24', rules)).toBe('overdue-1');
    expect(leaderStageOn(DUE, '2026-09-30', rules)).toBeNull();
    expect(leaderStageOn(DUE, '2026-10-01', rules)).toBe('leader-1');
    expect(leaderStageOn(DUE, '2026-10-04', rules)).toBe('leader-2');
  });

  it('tells every stage once with a ledger, and none twice, whichever days were left out', () => {
    const days = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(days, (ran) => {
        const told: string[] = [];
        ran.forEach((hasRun, index) => {
          if (!hasRun) return;
          const stage = stageOn(DUE, addDays('2026-09-10', index), RULES);
          if (stage !== null && !told.includes(stage)) told.push(stage);
          // What a run finds is told by its end, however many runs before it were left out.
          if (stage !== null) expect(told.at(-1)).toBe(stage);
        });
        const all = ['before', 'day', 'overdue-1', 'overdue-2', 'overdue-3', 'overdue-4'];
        expect(told).toEqual(all.filter((stage) => told.includes(stage)));
        if (ran.every(Boolean)) expect(told).toEqual(all.slice(0, 5));
      }),
    );
  });
});

describe('what is told of a case', () => {
  const caseOf = (duties: readonly Duty[], isExcused: (duty: Duty) => boolean = () => false) => ({
    caseId: 'case',
    duties,
    isExcused,
  });
  const people = (items: readonly ReminderItem[]) =>
    items.map(({ personId, stage }) => `${personId}:${stage}`);
  const on = (today: string, ...duties: Duty[]) =>
    people(reminderItems(caseOf(duties), OWNERS, today, RULES));

  it.each([
    ['adviser', ['a:day']],
    ['counselor', ['c:day']],
    ['either', ['a:day', 'c:day']],
    ['office', ['o:day']],
    ['teacher', ['t:day', 'u:day']],
  ] as const)('goes to the owner: %s', (role, expected) => {
    expect(on(DUE, duty({ role }))).toEqual(expected);
  });

  it('of a course goes to its teachers, and late to the leader; taught by nobody, to nobody', () => {
    const late = duty({ kind: 'focus-note', role: 'teacher', state: 'overdue' });
    expect(on('2026-09-28', late)).toEqual(['t:overdue-1', 'u:overdue-1', 'l:leader-1']);
    expect(reminderItems(caseOf([late]), { ...OWNERS, teachers: [] }, '2026-09-28', RULES)).toEqual([]);
  });

  it('goes to the leader, too, from seven days overdue', () => {
    expect(on('2026-09-27', duty({ state: 'overdue' }))).toEqual(['a:day']);
    expect(on('2026-09-28', duty({ state: 'overdue' }))).toEqual(['a:overdue-1', 'l:leader-1']);
  });

  it('holds nothing against the owner before the leader where the student did not come', () => {
    const late = [duty({ state: 'overdue', role: 'adviser' }), duty({ state: 'overdue', role: 'counselor' })];
    const items = reminderItems(
      caseOf(late, ({ role }) => role === 'adviser'),
      OWNERS,
      '2026-09-28',
      RULES,
    );
    expect(items.map(({ personId, role, stage }) => `${personId}:${role}:${stage}`)).toEqual([
      'a:adviser:overdue-1',
      'c:counselor:overdue-1',
      'l:counselor:leader-1',
    ]);
  });

  it.each(DUTY_KINDS)('tells of every kind: %s', (kind) => {
    const told = on('2026-09-28', duty({ kind, role: 'either', state: 'overdue' }));
    expect(told).toEqual(['a:overdue-1', 'c:overdue-1', 'l:leader-1']);
  });

  it('is nothing of what is done, paused, waived or without a date', () => {
    for (const state of ['done', 'paused', 'waived'] as const) expect(on(DUE, duty({ state }))).toEqual([]);
    expect(on(DUE, duty({ dueOn: null }))).toEqual([]);
  });

  it('tells one person once of a duty that the person owes in two roles', () => {
    const both = { ...OWNERS, advisers: ['a'], counselors: ['a'] };
    const items = reminderItems(caseOf([duty({ role: 'either' })]), both, DUE, RULES);
    expect(people(items)).toEqual(['a:day']);
  });

  it('does not depend on the order of the duties', () => {
    const one = fc.record({
      kind: fc.constantFrom('first-talk', 'phone-parents', 'warning-letter', 'joint-meeting'),
      role: fc.constantFrom('adviser', 'counselor', 'either', 'office', 'teacher'),
      dueOn: fc.integer({ min: -30, max: 30 }).map((days) => addDays(DUE, days)),
      state: fc.constantFrom('upcoming', 'open', 'overdue', 'done', 'paused'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (given) => {
        const duties = given.map((fields) => duty(fields as Partial<Duty>));
        const told = (list: readonly Duty[]) =>
          reminderItems(caseOf(list), OWNERS, DUE, RULES)
            .map((item) => JSON.stringify(item))
            .sort();
        expect(told([...duties].reverse())).toEqual(told(duties));
      }),
    );
  });
});

describe('the sentence of a digest', () => {
  it.each([
    [{ talks: 3, others: 0, overdue: 0 }, '您有3项谈话待完成'],
    [{ talks: 0, others: 2, overdue: 0 }, '您有2项工作待完成'],
    [{ talks: 3, others: 2, overdue: 0 }, '您有3项谈话、2项工作待完成'],
    [{ talks: 0, others: 0, overdue: 5 }, '有5项工作逾期已久，请过问'],
    [{ talks: 1, others: 1, overdue: 5 }, '您有2项待完成，另有5项逾期'],
  ])('%j', (counts, text) => {
    expect(digestText(counts)).toBe(text);
  });

  it('fits its field, whatever the numbers', () => {
    const count = fc.nat(1_000_000);
    fc.assert(
      fc.property(count, count, count, (talks, others, overdue) => {
        const text = digestText({ talks, others, overdue });
        expect(text.length).toBeLessThanOrEqual(DIGEST_LIMIT);
        expect(text).not.toMatch(/\s/);
      }),
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['20:59', false],
    ['21:00', true],
    ['23:59', true],
    ['00:00', true],
    ['06:59', true],
    ['07:00', false],
  ])('at %s: %s', (time, quiet) => {
    expect(isQuiet(time, RULES)).toBe(quiet);
  });

  it('may lie within one day, or be none', () => {
    const noon = { ...RULES, quiet: { from: '12:00', until: '14:00' } };
    expect(['11:59', '12:00', '13:59', '14:00'].map((time) => isQuiet(time, noon))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isQuiet('12:00', { ...RULES, quiet: { from: '12:00', until: '12:00' } })).toBe(false);
  });

  it('are told in Beijing time', () => {
    expect(chinaTime('2026-09-14T23:30:00.000Z')).toBe('07:30');
    expect(chinaTime('2026-09-14T16:00:00.000Z')).toBe('00:00');
  });
});

it('waits longer after each try, an hour at most', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => waitAfter(index + 1));
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  expect(waitAfter(5000)).toBe(60);
});

describe('the settings of a policy', () => {
  const json = (): Record<string, unknown> => JSON.parse(JSON.stringify(policy2015));
  const changed = (change: Record<string, unknown>) =>
    parsePolicy({ ...json(), reminders: { ...policy2015.reminders, ...change } }).reminders;

  it('are read, and are the defaults where an older file has none', () => {
    const { reminders: _reminders, ...older } = json();
    expect(parsePolicy(older).reminders).toEqual(RULES);
    expect(changed({ daysBefore: 5 })).toEqual({ ...RULES, daysBefore: 5 });
  });

  it.each([
    [{ daysBefore: -1 }, 'reminders.daysBefore'],
    [{ daysBefore: 61 }, 'reminders.daysBefore'],
    [{ overdueEvery: 0 }, 'reminders.overdueEvery'],
    [{ leaderAfter: 0 }, 'reminders.leaderAfter'],
    [{ quiet: { from: '24:00', until: '07:00' } }, 'reminders.quiet.from'],
    [{ quiet: { from: '21:00', until: '7:00' } }, 'reminders.quiet.until'],
  ])('%j is refused by name', (change, field) => {
    expect(() => changed(change)).toThrow(expect.objectContaining({ code: 'POLICY_INVALID', field }));
  });
});

describe('what became of a message, for the report', () => {
  it.each([
    ['refused', 'no-credit', 'no-credit'],
    ['refused', 'not-bound', 'not-bound'],
    ['refused', 'unsubscribed', 'refused'],
    ['failed', 'values', 'failed'],
    ['dropped', 'expired', 'failed'],
    ['held', 'no-answer', 'unknown'],
    ['sending', null, 'waiting'],
    ['waiting', 'busy', 'waiting'],
    ['sent', null, 'sent'],
  ] as const)('%s, %s: %s', (state, reason, kind) => {
    expect(deliveryOf(state, reason)).toBe(kind);
  });

  it('is something for every state', () => {
    for (const state of MESSAGE_STATES) expect(deliveryOf(state, null)).toBeTruthy();
  });
});
