import { describe, expect, it } from 'vitest';
import type { DutyKind, DutyRole } from '#core/domain/duty';
import type { SupportTier } from '#core/domain/support-tier';
import { decided, derive, find, SCHOOL, talk } from './duty-case';

const EVERY_TIER = ['first-talk/adviser', 'first-talk/counselor', 'study-plan/adviser'];

describe('what each tier owes, and to whom', () => {
  it.each<[SupportTier, string[]]>([
    ['watch', []],
    [
      1,
      [
        ...EVERY_TIER,
        'regular-talk/adviser',
        'phone-parents/either',
        'plan-review/adviser',
        'course-advice/adviser',
        'focus-note/teacher',
      ],
    ],
    [
      2,
      [
        ...EVERY_TIER,
        'regular-talk/adviser',
        'regular-talk/counselor',
        'phone-parents/either',
        'warning-letter/office',
        'pairing/counselor',
        'plan-review/adviser',
        'course-advice/adviser',
        'volunteer-guidance/counselor',
        'focus-note/teacher',
      ],
    ],
    [
      3,
      [
        ...EVERY_TIER,
        'regular-talk/counselor',
        'joint-meeting/either',
        'plan-review/adviser',
        'course-advice/adviser',
        'focus-note/teacher',
      ],
    ],
  ])('tier %s', (tier, expected) => {
    const duties = derive({ decisions: [decided(tier)] });
    expect(duties.map(({ kind, role }) => `${kind}/${role}`)).toEqual(expected);
  });

  it('starts nothing before the decision', () => {
    expect(derive({}, '2026-09-13')).toEqual([]);
    expect(derive({ decisions: [] })).toEqual([]);
    expect(derive({}, '2026-09-14')).not.toEqual([]);
  });
});

describe('due dates of tier 2, decided on Monday 09-14', () => {
  it.each<[DutyKind, DutyRole, string, string]>([
    ['first-talk', 'adviser', '2026-09-21', '认定 9月14日 + 一周 = 9月21日，须面对面'],
    ['first-talk', 'counselor', '2026-09-21', '认定 9月14日 + 一周 = 9月21日，须面对面'],
    ['study-plan', 'adviser', '2026-09-28', '认定 9月14日 + 两周 = 9月28日'],
    ['phone-parents', 'either', '2026-09-21', '认定 9月14日 + 一周 = 9月21日'],
    ['warning-letter', 'office', '2026-09-28', '认定 9月14日 + 两周 = 9月28日'],
    ['pairing', 'counselor', '2026-10-08', '认定 9月14日 + 三周 = 10月5日，国庆放假，顺延至10月8日'],
    [
      'regular-talk',
      'adviser',
      '2026-10-08',
      '首次谈话期限 9月21日 + 两周 = 10月5日，国庆放假，顺延至10月8日',
    ],
    ['regular-talk', 'counselor', '2026-10-21', '首次谈话期限 9月21日 + 一个月 = 10月21日'],
    ['plan-review', 'adviser', '2026-10-12', '学习计划期限 9月28日 + 两周 = 10月12日'],
    [
      'volunteer-guidance',
      'counselor',
      '2026-11-09',
      '结对期限 10月8日 + 一个月 = 11月8日，遇周末，顺延至11月9日',
    ],
    ['focus-note', 'teacher', '2026-10-14', '认定 9月14日 + 一个月 = 10月14日'],
    ['course-advice', 'adviser', '2026-12-18', '选课周 12月21日开始，须在此前的教学日完成'],
  ])('%s of the %s: %s', (kind, role, dueOn, because) => {
    expect(find(derive({}), kind, role)).toMatchObject({ dueOn, because, doneOn: null });
  });

  it.each<[SupportTier, DutyKind, DutyRole, string]>([
    [1, 'regular-talk', 'adviser', '2026-10-21'],
    [3, 'regular-talk', 'counselor', '2026-10-08'],
    [1, 'plan-review', 'adviser', '2026-10-28'],
    [3, 'plan-review', 'adviser', '2026-10-12'],
    [3, 'joint-meeting', 'either', '2026-10-08'],
  ])('in tier %s %s of the %s: %s', (tier, kind, role, dueOn) => {
    expect(find(derive({ decisions: [decided(tier)] }), kind, role)?.dueOn).toBe(dueOn);
  });

  it('in tier 3 the first talk need not be in person', () => {
    const first = find(derive({ decisions: [decided(3)] }), 'first-talk', 'adviser');
    expect(first?.because).toBe('认定 9月14日 + 一周 = 9月21日');
  });
});

describe('states, on both sides of each limit', () => {
  it.each([
    ['2026-09-14', 'open'],
    ['2026-09-21', 'open'],
    ['2026-09-22', 'overdue'],
  ])('a first talk due on 09-21 is on %s %s', (asOf, state) => {
    expect(find(derive({}, asOf), 'first-talk', 'adviser')?.state).toBe(state);
  });

  it.each([
    ['2026-09-26', 'upcoming'],
    ['2026-09-27', 'open'],
    ['2026-09-30', 'open'],
    ['2026-10-01', 'overdue'],
  ])('a regular talk two weeks after 09-16 is on %s %s', (asOf, state) => {
    const duty = find(derive({ talks: [talk('2026-09-16')] }, asOf), 'regular-talk', 'adviser');
    expect(duty).toMatchObject({ dueOn: '2026-09-30', state, because: '上次谈话 9月16日 + 两周 = 9月30日' });
  });

  it.each([
    ['2026-12-14', 'upcoming'],
    ['2026-12-15', 'open'],
    ['2026-12-18', 'open'],
    ['2026-12-19', 'overdue'],
  ])('advice before the selection week of 12-21 is on %s %s', (asOf, state) => {
    expect(find(derive({}, asOf), 'course-advice')?.state).toBe(state);
  });

  it('done: with the day, and the date it was due', () => {
    const first = find(derive({ talks: [talk('2026-09-16')] }, '2026-09-20'), 'first-talk', 'adviser');
    expect(first).toEqual({
      kind: 'first-talk',
      role: 'adviser',
      dueOn: '2026-09-21',
      state: 'done',
      doneOn: '2026-09-16',
      because: '认定 9月14日 + 一周 = 9月21日，须面对面；已于9月16日完成',
    });
  });
});

describe('advice without a selection week', () => {
  it.each([
    [[], '校历没有录入选课周，期限未定'],
    // The last teaching day before it lies before the decision.
    [[{ from: '2026-09-14', to: '2026-09-20' }], '校历没有录入认定之后的选课周，期限未定'],
  ])('has no invented date: %j', (selectionWeeks, because) => {
    for (const asOf of ['2026-09-15', '2027-06-30']) {
      const duty = find(derive({}, asOf, { ...SCHOOL, selectionWeeks }), 'course-advice');
      expect(duty).toMatchObject({ dueOn: null, state: 'upcoming', because });
    }
  });

  it.each([
    ['2026-09-13', null],
    ['2026-09-15', '2026-09-15'],
  ])('is done by advice on %s: %s', (on, doneOn) => {
    expect(find(derive({ courseAdvices: [{ on }] }, '2026-09-20'), 'course-advice')?.doneOn).toBe(doneOn);
  });
});
