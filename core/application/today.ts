import type { ParsedInput } from '../contract/actions';
import type { DutyView, TodayList, TodoItem } from '../contract/outputs';
import { isTeachingDay } from '../domain/calendar';
import { addDays } from '../domain/local-date';
import { isMine, readDutyContext } from './case-duties';
import { rightsTodos } from './data-requests';
import { focusTodos } from './focus-todos';
import { helpTodos } from './help-todos';
import { pageOf } from './paging';
import type { Actor, CaseWithFacts } from './ports';

import { qaTodos } from './qa-todos';
import { recruitingTodos } from './recruiting-todos';
import { referralTodos } from './referral-todos';

import { reminderTodos } from './reminders';
import { textTodos } from './text-hints';
import {
  decisionTasks,
  exceptions,
  officeTasks,
  overdueByPerson,
  overdueLetters,
  ownersOf,
  sidesOf,
  withTeachers,
} from './today-department';
import { type DutyTodo, dutyTodos, filedToday, isExcused, isTalk } from './today-duties';
import type { UseCase, UseCaseDeps } from './use-case';
import { guidanceTodos } from './volunteer-guidance';

/** Days of the strip that shows which day what is due. */
const DAYS_AHEAD = 14;

type Asked = ParsedInput<'today.list'>;

/** What a role finds on 今日: rows without a duty, the duties, and which of these it owes. */
interface Desk {
  readonly before: readonly TodoItem[];
  readonly todos: readonly DutyTodo[];
  readonly after: readonly TodoItem[];
  /** Overdue duties of others, which the leader answers for; without those to which no student came. */
  readonly overdueOfOthers?: number;
  /** Whose overdue duties the leader looks at. */
  readonly person: TodayList['person'];
}

/** What is due for the active role, overdue first (reading §4, pages). */
export const listToday: UseCase<'today.list'> = async (asked, actor, deps) => {
  const desk = await deskOf(asked, actor, deps);
  const { before, todos, after, person } = desk;
  const isMain = (todo: DutyTodo) => actor.role === 'office' || actor.role === 'leader' || isTalk(todo.duty);
  const main = todos.filter(isMain);
  const others = todos.filter((todo) => !isMain(todo));
  const search = asked.search?.trim() ?? '';
  const found = search === '' ? null : await deps.roster.found(search);
  const shown = (asked.show === 'others' ? others : main).filter(matching(asked, found));
  const isPlain = isUnfiltered(asked);
  const items = [...(isPlain ? before : []), ...shown.map(({ item }) => item), ...(isPlain ? after : [])];
  const owed = [...before, ...main.map(({ item }) => item)].filter(({ section }) => section !== 'people');
  const count = (state: TodoItem['state']) => owed.filter((item) => item.state === state).length;
  const calendar = await deps.departments.calendar();
  const dueOn = (day: string) => shownOn(asked.show === 'others' ? others : main, day);
  return {
    role: actor.role,
    today: actor.today,
    counts: {
      overdue: count('overdue') + (desk.overdueOfOthers ?? 0),
      open: count('open'),
      upcoming: count('upcoming'),
    },
    others: { total: others.length, overdue: others.filter(({ duty }) => duty.state === 'overdue').length },
    days:
      todos.length === 0 || actor.role === 'leader'
        ? []
        : Array.from({ length: DAYS_AHEAD }, (_, at) => addDays(actor.today, at)).map((day) => ({
            day,
            due: dueOn(day),
            isTeaching: isTeachingDay(day, calendar),
          })),
    classes: classesOf(todos),
    person,
    total: shown.length,
    ...pageOf(items, asked.cursor),
  } satisfies TodayList;
};

const shownOn = (todos: readonly DutyTodo[], day: string): number =>
  todos.filter(({ duty }) => duty.dueOn === day).length;

async function deskOf(asked: Asked, actor: Actor, deps: UseCaseDeps): Promise<Desk> {
  const { role, today } = actor;
  const read = async (isWanted: (duty: DutyView, held: CaseWithFacts) => boolean) => {
    const cases = await deps.cases.open();
    return { cases, todos: dutyTodos(cases, await readDutyContext(deps), today, isWanted) };
  };
  switch (role) {
    case 'adviser':
    case 'counselor': {
      const { cases, todos: owed } = await read((duty) => isMine(duty, role));
      const todos = await sayStandIns(owed, role, actor, deps);
      const before = [
        ...(role === 'counselor' ? await recruitingTodos(actor, deps) : []),
        ...(await qaTodos(actor, deps)),
      ];
      return { before, todos, after: filedToday(cases, role, today), person: null };
    }
    case 'office': {
      const { todos } = await read((duty) => duty.role === 'office');
      const before = [
        ...(await officeTasks(actor, deps)),
        ...(await referralTodos(actor, deps)),
        ...(await recruitingTodos(actor, deps)),
        ...(await reminderTodos(deps)),
        ...(await textTodos(deps)),
        ...(await rightsTodos(actor, deps)),
      ];
      return { before, todos, after: await exceptions(deps), person: null };
    }
    case 'leader': {
      const { cases, todos: late } = await read((duty) => duty.state === 'overdue');
      const { owners, todos } = await withTeachers(late, await ownersOf(cases, deps), deps);
      if (asked.personId !== undefined) {
        const { personId } = asked;
        const isTheirs = ({ duty, held }: DutyTodo) => {
          return sidesOf(duty).some((side) => owners(held, side).some(({ id }) => id === personId));
        };
        const person = await deps.people.get(personId);
        return {
          before: [],
          todos: todos.filter(isTheirs).map(toArchive),
          after: [],
          person: person && { personId, name: person.name },
        };
      }
      const people = overdueByPerson(todos, owners, today);
      const tasks = [
        ...(await referralTodos(actor, deps)),
        ...(await decisionTasks(deps)),
        ...overdueLetters(todos, today),
      ];
      return {
        before: [...tasks, ...people],
        todos: [],
        after: await exceptions(deps),
        overdueOfOthers: todos.filter(({ duty, held }) => !isExcused(duty, held)).length,
        person: null,
      };
    }
    case 'volunteer':
      return {
        before: [...(await guidanceTodos(actor, deps)), ...(await helpTodos(actor, deps))],
        todos: [],
        after: [],
        person: null,
      };
    case 'teacher':
      return {
        before: [...(await qaTodos(actor, deps)), ...(await focusTodos(actor, deps))],
        todos: [],
        after: [],
        person: null,
      };
  }
}

/** 代张老师: what one does in the place of an absent colleague says so. */
async function sayStandIns(
  todos: readonly DutyTodo[],
  role: 'adviser' | 'counselor',
  { personId }: Actor,
  deps: UseCaseDeps,
): Promise<readonly DutyTodo[]> {
  const classIds = new Set(todos.flatMap(({ held }) => held.student.classId ?? []));
  const responsible = await deps.people.responsible([...classIds]);
  return todos.map((todo) => {
    const side = responsible.get(todo.held.student.classId ?? '');
    const own = (role === 'adviser' ? side?.advisers : side?.counselors)?.find(({ id }) => id === personId);
    if (!own?.actingFor) return todo;
    const detail = `${todo.item.detail} · 代${own.actingFor.name}`;
    return { ...todo, item: { ...todo.item, detail } };
  });
}

/**
 * The leader reads the archive; the talk is someone else's to file. Where the student did not come, it is
 * open, not late (reading §4).
 */
const toArchive = (todo: DutyTodo): DutyTodo => ({
  ...todo,
  item: {
    ...todo.item,
    ...(isExcused(todo.duty, todo.held)
      ? { state: 'open' as const, detail: `${todo.item.detail} · 约过，学生未到` }
      : {}),
    target: { page: 'archive', studentId: todo.held.student.id },
  },
});

const isUnfiltered = ({ show, search, tier, classId, kind, overdue, day }: Asked): boolean =>
  show === 'talks' &&
  !search?.trim() &&
  tier === undefined &&
  classId === undefined &&
  kind === undefined &&
  !overdue &&
  day === undefined;

/** @param found ids of the students that the search names; null: it names none in particular */
const matching =
  ({ tier, classId, kind, overdue, day }: Asked, found: ReadonlySet<string> | null) =>
  ({ duty, held }: DutyTodo): boolean =>
    (found === null || found.has(held.student.id)) &&
    (tier === undefined || held.tier === tier) &&
    (classId === undefined || held.student.classId === classId) &&
    (kind === undefined || duty.kind === kind) &&
    (!overdue || duty.state === 'overdue') &&
    (day === undefined || duty.dueOn === day);

/** The classes that the duties speak of, by name. */
function classesOf(todos: readonly DutyTodo[]): TodayList['classes'] {
  const names = new Map(
    todos.flatMap(({ held: { student } }) =>
      student.classId === null ? [] : [[student.classId, student.className] as const],
    ),
  );
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
