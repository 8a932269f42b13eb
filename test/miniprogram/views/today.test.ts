import { describe, expect, it } from 'vitest';
import type { Me, TodayList, TodoItem } from '#core/contract/index';
import { DUTY_LABELS, ROLE_LABELS } from '#core/domain/labels';
import { ROLES } from '#core/domain/role';
import {
  NO_FILTERS,
  type TodayFilters,
  toQuestion,
  toTodayHead,
  toTodayView,
  toTodo,
  toTodos,
  toWorkload,
} from '../../../miniprogram/views/today';

const TODAY = '2026-09-14';

const todo: TodoItem = {
  id: 'a',
  kind: 'first-talk',
  section: 'later',
  state: 'open',
  title: DUTY_LABELS['first-talk'],
  detail: '生物科学241 · 三级（最重）',
  hint: null,
  dueOn: '2026-09-21',
  because: '9月14日认定 + 7天 = 9月21日',
  student: { id: 's', name: '林知远', className: '生物科学241' },
  caseId: 'c',
  target: { page: 'talk-edit', caseId: 'c' },
};
const list = (items: readonly TodoItem[], change: Partial<TodayList> = {}): TodayList => ({
  role: 'adviser',
  today: TODAY,
  counts: { overdue: 0, open: items.length, upcoming: 0 },
  others: { total: 0, overdue: 0 },
  days: [],
  classes: [],
  person: null,
  total: items.length,
  items,
  nextCursor: null,
  ...change,
});

describe('the figures of 今日', () => {
  it.each([
    [{ overdue: 0, open: 0, upcoming: 0 }, ['zero', 'zero', 'zero']],
    [{ overdue: 1, open: 0, upcoming: 0 }, ['late', 'zero', 'zero']],
    [{ overdue: 0, open: 2, upcoming: 3 }, ['zero', 'due', 'calm']],
  ])('%o are toned %o, each with its word', (counts, tones) => {
    const { figures } = toTodayView(list([], { counts }), NO_FILTERS);
    expect(figures.map(({ label }) => label)).toEqual(['逾期', '待办', '未到期']);
    expect(figures.map(({ value }) => Number(value))).toEqual(Object.values(counts));
    expect(figures.map(({ tone }) => tone)).toEqual(tones);
  });
});

describe('the list of 今日', () => {
  it('keeps the order of the server', () => {
    const items = [{ ...todo, id: 'b' }, todo];
    const given = list(items, { nextCursor: '50' });
    expect(toTodayView(given, NO_FILTERS).state).toBe('content');
    expect(toTodos(given).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it.each(ROLES)('an empty day of a %s offers only what leads on', (role) => {
    const view = toTodayView(list([], { role }), NO_FILTERS);
    const isOpenYet = role !== 'teacher' && role !== 'volunteer';
    // What stands open to everyone of the working group is 早报告.
    expect(view.emptyAction !== '').toBe(true);
    expect(view.emptyAction === '写早报告').toBe(!isOpenYet);
    expect(view.emptyHint).toMatch(/。$/);
    // How many days ahead is a setting of the policy.
    expect(view.emptyHint).not.toMatch(/[\d一二三四五六七八九十]天/);
  });
});

describe('one thing to do', () => {
  it.each([
    ['overdue', '2026-09-13', '逾期1天', 'late', true],
    ['overdue', null, '逾期', 'late', true],
    ['open', TODAY, '今天到期', 'due', true],
    ['open', '2026-09-15', '待办', 'due', true],
    ['open', null, '待办', 'due', false],
    ['upcoming', '2026-09-21', '未到期', 'calm', true],
  ] as const)('%s, due on %s, says %s', (state, dueOn, word, tone, hasDue) => {
    const view = toTodo({ ...todo, state, dueOn }, TODAY);
    expect(view.due).toMatchObject({ word, tone });
    expect(view.hasDue).toBe(hasDue);
  });

  it('can always be asked why', () => {
    expect(toTodo(todo, TODAY).due.because).toBe('9月14日认定 + 7天 = 9月21日');
    expect(toTodo({ ...todo, because: null }, TODAY).due.because).toBe('');
  });

  it('without a student leads with what it is, and is read out without gaps', () => {
    const view = toTodo(
      { ...todo, title: '导入成绩', student: null, dueOn: null, target: { page: 'imports' } },
      TODAY,
    );
    expect(view.who).toBe('');
    expect(view.spoken).toBe('导入成绩，待办');
  });

  it.each([
    [{ page: 'talk-edit', caseId: 'c' }, '/student/talk-edit/talk-edit?caseId=c'],
    [{ page: 'archive', studentId: 's' }, '/student/archive/archive?studentId=s'],
    [{ page: 'agenda', screeningId: 'n' }, '/meeting/agenda/agenda?screeningId=n'],
    [{ page: 'imports' }, '/office/imports/imports'],
    [{ page: 'calendar' }, '/office/calendar/calendar'],
    [{ page: 'talk-view', talkId: 't' }, '/student/talk-view/talk-view?talkId=t'],
    [{ page: 'screening' }, '/meeting/agenda/agenda?run=1'],
  ] as const)('%o is one tap away', (target, url) => {
    expect(toTodo({ ...todo, target }, TODAY).url).toBe(url);
  });
});

describe('headings', () => {
  it('stand where a section begins, once, also where a page of the list ends', () => {
    const items = (['overdue', 'overdue', 'today', 'later', 'done'] as const).map((section, index) => ({
      ...todo,
      id: String(index),
      section,
    }));
    const first = toTodos(list(items.slice(0, 2)));
    expect(first.map(({ heading }) => heading)).toEqual(['已逾期', '']);
    const rest = toTodos(list(items.slice(1)), first);
    expect(rest.map(({ heading }) => heading)).toEqual(['', '今天到期', '以后', '今天已完成']);
  });

  it('what is done says so, whatever its date', () => {
    const view = toTodo({ ...todo, section: 'done', state: 'done', dueOn: TODAY }, TODAY);
    expect(view).toMatchObject({ isDone: true, due: { word: '已完成', tone: 'done', text: '今天' } });
  });

  it('a person stands for their overdue talks, without a date of its own', () => {
    const view = toTodo(
      {
        ...todo,
        section: 'people',
        state: 'overdue',
        dueOn: null,
        target: { page: 'person', personId: 'p' },
      },
      TODAY,
    );
    expect(view).toMatchObject({ personId: 'p', url: '', hasDue: false });
  });
});

describe('what the list is narrowed to', () => {
  const narrowed = (filters: Partial<TodayFilters>, change: Partial<TodayList> = {}) =>
    toTodayView(list([], change), { ...NO_FILTERS, ...filters });

  it('is asked of the server, and nothing else', () => {
    expect(toQuestion(NO_FILTERS)).toEqual({ show: 'talks' });
    expect(
      toQuestion(
        {
          show: 'others',
          search: '林',
          kind: 'first-talk',
          tier: '2',
          classId: 'c',
          overdue: true,
          day: TODAY,
          personId: 'p',
        },
        '50',
      ),
    ).toEqual({
      show: 'others',
      search: '林',
      kind: 'first-talk',
      tier: 2,
      classId: 'c',
      overdue: true,
      day: TODAY,
      personId: 'p',
      cursor: '50',
    });
  });

  it('is said with the number of rows, and nobody found is not an empty day', () => {
    expect(narrowed({}).narrowed).toBe('');
    const view = narrowed({ overdue: true });
    expect(view).toMatchObject({ narrowed: '符合条件：0 项', state: 'content', isNobody: true });
    expect(view.emptyTitle).toBe('没有符合条件的事');
    expect(narrowed({ day: '2026-09-15' }, { total: 3 }).narrowed).toBe('明天到期：3 项');
    expect(narrowed({ personId: 'p' }, { person: { personId: 'p', name: '顾明澜' } }).narrowed).toBe(
      '顾明澜逾期的应办事项：0 项',
    );
  });

  it('folds the other duties to one line, with how many are overdue', () => {
    const others = { total: 23, overdue: 4 };
    expect(narrowed({}, { others }).others).toBe('其他应办 23 项，逾期 4 项');
    expect(narrowed({}, { others: { total: 2, overdue: 0 } }).others).toBe('其他应办 2 项');
    expect(narrowed({}).others).toBe('');
    const open = narrowed({ show: 'others' }, { others });
    expect(open.others).toBe('');
    expect(open.othersNote).not.toBe('');
  });

  it('counts on the tab what one owes oneself', () => {
    const counts = { overdue: 5, open: 2, upcoming: 9 };
    expect(narrowed({}, { counts }).badge).toBe(7);
    expect(narrowed({}, { counts, role: 'leader' }).badge).toBe(2);
  });
});

describe('the coming days', () => {
  it('say what is due, and where there is no teaching', () => {
    const days = [
      { day: TODAY, due: 3, isTeaching: true },
      { day: '2026-09-15', due: 0, isTeaching: true },
      { day: '2026-09-19', due: 0, isTeaching: false },
    ];
    const view = toTodayView(list([], { days }), { ...NO_FILTERS, day: '2026-09-15' });
    expect(view.days.map(({ weekday, count, isOn }) => [weekday, count, isOn])).toEqual([
      ['今天', '3 项', false],
      ['周二', '–', true],
      ['周六', '休', false],
    ]);
    expect(view.days[0]?.spoken).toBe('9月14日，周一，3 项到期');
  });
});

describe('the coming weeks', () => {
  const weeks = ['2026-09-14', '2026-09-21'].map((from) => ({ from, to: from }));
  const person = (key: string, talks: readonly number[]) => ({ key, name: '顾明澜', role: '班主任', talks });

  it('stand on one scale, the heaviest week full', () => {
    const { rows, more } = toWorkload({ weeks, people: [person('a', [4, 2]), person('b', [0, 1])] }, true);
    expect(rows.map(({ bars }) => bars.map(({ height }) => height))).toEqual([
      [100, 50],
      [0, 25],
    ]);
    expect(rows[0]).toMatchObject({
      label: '顾明澜（班主任）',
      total: '六周共 6 次',
      spoken: '本周 4 次，9/21 2 次',
    });
    expect(more).toBe('');
  });

  it('without any talk are flat, and do not name oneself', () => {
    const { rows } = toWorkload({ weeks, people: [person('a', [0, 0])] }, false);
    expect(rows[0]).toMatchObject({ label: '' });
    expect(rows[0]?.bars.map(({ height }) => height)).toEqual([0, 0]);
  });

  it('show twelve people at most, and say how many are left', () => {
    const people = Array.from({ length: 15 }, (_, index) => person(String(index), [1, 1]));
    const { rows, more } = toWorkload({ weeks, people }, true);
    expect(rows).toHaveLength(12);
    expect(more).toContain('另有 3 位');
  });
});

describe('the head of 今日', () => {
  const me: Me = {
    personId: 'p',
    name: '沈月华',
    workNo: 'D002',
    department: { name: '生命科学系', shortName: '生科系' },
    roles: [
      { role: 'adviser', scope: '生物科学241' },
      { role: 'teacher', scope: '' },
    ],
    activeRole: 'adviser',
    today: TODAY,
    termLabel: '2026-2027学年第1学期',
  };

  it('says the day as people do, the term and the role with its scope', () => {
    const head = toTodayHead(me, TODAY);
    expect(head.day).toBe('9月14日 周一');
    expect(head.termLabel).toBe('2026-2027学年第1学期');
    expect(head.role).toMatchObject({ label: '班主任', scope: '生物科学241', isActive: true });
    expect(head.roles.map(({ label }) => label)).toEqual(['班主任', '专业教师']);
  });

  it('outside any term says none, and names a role also without an assignment', () => {
    const head = toTodayHead({ ...me, termLabel: null, roles: [], activeRole: 'leader' }, TODAY);
    expect(head.termLabel).toBe('');
    expect(head.role.label).toBe(ROLE_LABELS.leader);
  });
});
