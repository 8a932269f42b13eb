import { describe, expect, it } from 'vitest';
import type { Me, TodayList, TodoItem } from '#core/contract/index';
import { DUTY_LABELS, ROLE_LABELS } from '#core/domain/labels';
import { ROLES } from '#core/domain/role';
import { toTodayHead, toTodayView, toTodo } from '../../../miniprogram/views/today';

const TODAY = '2026-09-14';

const todo: TodoItem = {
  id: 'a',
  kind: 'first-talk',
  state: 'open',
  title: DUTY_LABELS['first-talk'],
  detail: '生物科学241 · 三级（最重）',
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
    const { figures } = toTodayView(list([], { counts }));
    expect(figures.map(({ label }) => label)).toEqual(['逾期', '待办', '未到期']);
    expect(figures.map(({ value }) => Number(value))).toEqual(Object.values(counts));
    expect(figures.map(({ tone }) => tone)).toEqual(tones);
  });
});

describe('the list of 今日', () => {
  it('keeps the order of the server and its cursor', () => {
    const items = [{ ...todo, id: 'b' }, todo];
    const view = toTodayView(list(items, { nextCursor: '50' }));
    expect(view.state).toBe('content');
    expect(view.todos.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(view.nextCursor).toBe('50');
  });

  it.each(ROLES)('an empty day of a %s offers only what leads on', (role) => {
    const view = toTodayView(list([], { role }));
    const isOpenYet = role !== 'teacher' && role !== 'volunteer';
    expect(view.emptyAction !== '').toBe(isOpenYet);
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
    [{ page: 'screening' }, '/meeting/agenda/agenda?run=1'],
  ] as const)('%o is one tap away', (target, url) => {
    expect(toTodo({ ...todo, target }, TODAY).url).toBe(url);
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
