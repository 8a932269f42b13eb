import type { DutyView, TodoItem } from '../contract/outputs';
import type { TalkSide } from '../domain/duty';
import { IMPORT_KIND_LABELS, ROLE_LABELS } from '../domain/labels';
import { daysBetween, type LocalDate } from '../domain/local-date';
import { onDuty } from '../domain/tenure';
import { compareTerms, previousTerm, termLabel, termOn } from '../domain/term';
import type { Actor, CaseWithFacts, Person } from './ports';
import { type DutyTodo, isExcused, type OwedDuty } from './today-duties';
import type { UseCaseDeps } from './use-case';

/** What the office has still to bring in for the semester that has just ended. */
export async function officeTasks(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { terms } = await deps.departments.calendar();
  const current = termOn(terms, actor.today);
  const ended = current === null ? null : previousTerm(current);
  if (ended === null) {
    return [
      task('calendar', 'term', '校历：录入学期', '没有录入现在的学期，期限按普通教学周计算', {
        page: 'calendar',
      }),
    ];
  }
  const label = termLabel(ended);
  const isImported = (await deps.imports.termsWithGrades()).some(
    ({ term, rows }) => term === ended && rows > 0,
  );
  if (!isImported) {
    const title = `导入${label}${IMPORT_KIND_LABELS.grades}`;
    return [task('import-grades', ended, title, '还没有这个学期的成绩，无法筛查', { page: 'imports' })];
  }
  const official = await deps.screenings.latest({ kind: 'official' });
  if (official && compareTerms(official.term, ended) >= 0) return [];
  return [task('run-screening', ended, `筛查${label}`, '成绩已导入，可以开始筛查', { page: 'screening' })];
}

export async function decisionTasks(deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  // A preview of a later semester decides nothing, and hides nobody who waits.
  const latest = (await deps.screenings.latest({ kind: 'official' })) ?? (await deps.screenings.latest());
  if (!latest) return [];
  const { open } = await deps.screenings.counts(latest.id);
  if (open === 0) return [];
  return [
    task('decide', latest.id, `认定：${open} 名学生待诊断会决定`, `${termLabel(latest.term)}筛查`, {
      page: 'agenda',
      screeningId: latest.id,
    }),
  ];
}

/** Letters that the office has let pass: one line for all, which opens their desk. */
export function overdueLetters(todos: readonly DutyTodo[], today: LocalDate): readonly TodoItem[] {
  const late = todos.filter(({ duty }) => duty.kind === 'warning-letter' && duty.state === 'overdue');
  if (late.length === 0) return [];
  const longest = Math.max(...late.map(({ duty }) => daysBetween(duty.dueOn ?? today, today)));
  const title = `书面预警通知书逾期 ${late.length} 份`;
  return [
    task('warning-letter', 'overdue', title, `系学工办寄出即完成；最久的 ${longest} 天`, { page: 'letters' }),
  ];
}

/** Classes that nobody answers for today (reading §1). */
export async function exceptions(deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const classes = await deps.roster.classes();
  const responsible = await deps.people.responsible(classes.map(({ id }) => id));
  return classes.flatMap(({ id, name }) => {
    const inForce = responsible.get(id);
    const missing = [
      ...(inForce?.advisers.length ? [] : ['班主任']),
      ...(inForce?.counselors.length ? [] : ['辅导员']),
    ];
    if (missing.length === 0) return [];
    const detail = `没有在任的${missing.join('和')}，谈话无人承担。请系学工办在名册里登记。`;
    return [
      {
        ...task('exception', id, name, detail, { page: 'class', classId: id }),
        section: 'exception' as const,
      },
    ];
  });
}

/** Who may be named for a duty; the office is by its role alone. */
type DutySide = TalkSide | 'teacher';

/** Who answers for a case today, by side. */
export type Owners = (held: CaseWithFacts, side: DutySide) => readonly Person[];

/** Those of the classes: of the talks, and of all that is not a teacher's. */
export async function ownersOf(cases: readonly CaseWithFacts[], deps: UseCaseDeps): Promise<Owners> {
  const classIds = new Set(cases.flatMap(({ student }) => student.classId ?? []));
  const responsible = await deps.people.responsible([...classIds]);
  return ({ student }, side) => {
    if (side === 'teacher') return [];
    const inForce = student.classId === null ? undefined : responsible.get(student.classId);
    return onDuty((side === 'adviser' ? inForce?.advisers : inForce?.counselors) ?? []);
  };
}

/**
 * With the teachers whose notes are overdue; such a note of a course that nobody teaches now is nobody's,
 * and left out.
 */
export async function withTeachers<T extends OwedDuty>(
  todos: readonly T[],
  ofClasses: Owners,
  deps: UseCaseDeps,
): Promise<{ readonly todos: readonly T[]; readonly owners: Owners }> {
  const isNote = ({ duty }: OwedDuty) => duty.role === 'teacher';
  const late = new Set(
    todos.filter(isNote).flatMap(({ duty, held }) => (duty.state === 'overdue' ? held.id : [])),
  );
  const taught =
    late.size === 0 ? new Map<string, readonly string[]>() : await deps.focus.teachersOf([...late]);
  const people = new Map<string, Person>();
  for (const id of new Set([...taught.values()].flat())) {
    const person = await deps.people.get(id);
    if (person) people.set(id, person);
  }
  const teachersOf = ({ id }: CaseWithFacts) =>
    (taught.get(id) ?? []).flatMap((teacherId) => people.get(teacherId) ?? []);
  return {
    todos: todos.filter((todo) => !isNote(todo) || teachersOf(todo.held).length > 0),
    owners: (held, side) => (side === 'teacher' ? teachersOf(held) : ofClasses(held, side)),
  };
}

export const sidesOf = ({ role }: Pick<DutyView, 'role'>): readonly DutySide[] =>
  role === 'either' ? ['adviser', 'counselor'] : role === 'office' ? [] : [role];

/**
 * What is overdue by person, the longest overdue first. Talks to which the student did not come are said,
 * not counted (reading §4): who has only such comes last.
 */
export function overdueByPerson(
  todos: readonly DutyTodo[],
  owners: Owners,
  today: LocalDate,
): readonly TodoItem[] {
  const people = new Map<string, { person: Person; side: DutySide; todos: DutyTodo[] }>();
  for (const todo of todos) {
    for (const side of sidesOf(todo.duty)) {
      for (const person of owners(todo.held, side)) {
        const known = people.get(`${person.id}:${side}`) ?? { person, side, todos: [] };
        known.todos.push(todo);
        people.set(`${person.id}:${side}`, known);
      }
    }
  }
  return [...people.values()]
    .map((held) => {
      const ownFault = held.todos.filter(({ duty, held: of }) => !isExcused(duty, of));
      const own = ownFault.length;
      const counted = own > 0 ? ownFault : held.todos;
      const longest = Math.max(...counted.map(({ duty }) => daysBetween(duty.dueOn ?? today, today)));
      return { ...held, absent: held.todos.length - own, own, longest };
    })
    .sort(
      (a, b) =>
        Number(b.own > 0) - Number(a.own > 0) ||
        b.longest - a.longest ||
        a.person.workNo.localeCompare(b.person.workNo),
    )
    .map(({ absent, longest, own, person, side }) => ({
      ...task('overdue-person', `${person.id}:${side}`, person.name, sayOverdue(own, absent, longest), {
        page: 'person',
        personId: person.id,
      }),
      section: 'people' as const,
      title: `${person.name}（${ROLE_LABELS[side]}）${own > 0 ? `逾期 ${own} 项` : `学生未到 ${absent} 项`}`,
      state: own > 0 ? ('overdue' as const) : ('open' as const),
    }));
}

function sayOverdue(own: number, absent: number, longest: number): string {
  const waited = `最久的 ${longest} 天`;
  if (absent === 0) return waited;
  return own === 0 ? `${waited}；都约过，学生未到` : `${waited}；另有 ${absent} 项约过，学生未到`;
}

const task = (
  kind: TodoItem['kind'],
  key: string,
  title: string,
  detail: string,
  target: TodoItem['target'],
): TodoItem => ({
  id: `${kind}:${key}`,
  kind,
  section: 'task',
  state: 'open',
  title,
  detail,
  hint: null,
  dueOn: null,
  because: null,
  student: null,
  caseId: null,
  target,
});
