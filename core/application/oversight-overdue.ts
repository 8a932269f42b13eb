import type { OverdueClass, OverdueOf, OverduePerson } from '../contract/outputs';
import { DUTY_ROLE_LABELS, ROLE_LABELS } from '../domain/labels';
import { daysBetween, type LocalDate } from '../domain/local-date';
import type { Person } from './ports';
import { type Owners, sidesOf } from './today-department';
import { isExcused, type OwedDuty } from './today-duties';

/** Whom an overdue duty is laid at, or that nobody is there; the office's by its role alone. */
export interface Blamed {
  readonly key: string;
  readonly person: Person | null;
  readonly name: string;
  readonly role: string;
}

export function blamedFor({ duty, held }: OwedDuty, owners: Owners): readonly Blamed[] {
  const sides = sidesOf(duty);
  if (sides.length === 0) {
    const label = DUTY_ROLE_LABELS[duty.role];
    return [{ key: duty.role, person: null, name: label, role: '' }];
  }
  const people = sides.flatMap((side) =>
    owners(held, side).map((person) => ({
      key: `${person.id}:${side}`,
      person,
      name: person.name,
      role: ROLE_LABELS[side],
    })),
  );
  if (people.length > 0) return people;
  return [{ key: `nobody:${duty.role}`, person: null, name: '无人负责', role: DUTY_ROLE_LABELS[duty.role] }];
}

export const WITHOUT_CLASS = '没有班级';
const ABSENT = '约过，学生未到';
const NOTHING_FILED = '没有记录';

/** In a few words: what the duty's own sentence says beside its date, or that nothing was filed. */
export function reasonOf(todo: OwedDuty, owners: Owners): string {
  if (isExcused(todo.duty, todo.held)) return ABSENT;
  const [blamed] = blamedFor(todo, owners);
  if (blamed?.key.startsWith('nobody:')) return `没有在任的${blamed.role}`;
  // Notes of the engine follow the date: `…；9月16日电话未接通`.
  const note = todo.duty.because.split('；').slice(1).at(-1);
  return note ?? NOTHING_FILED;
}

/** Without the day, so that the same reasons are counted together. */
const kindOfReason = (reason: string): string =>
  reason.replace(/^\d+月\d+日起?/, '').replace(/\d+月\d+日/g, '…');

export const overduePeople = (
  todos: readonly OwedDuty[],
  owners: Owners,
  today: LocalDate,
): readonly OverduePerson[] =>
  grouped(todos, owners, today, (todo) =>
    blamedFor(todo, owners).map(({ key, name, person, role }) => ({
      key,
      of: { key, personId: person?.id ?? null, name, role },
    })),
  );

export const overdueClasses = (
  todos: readonly OwedDuty[],
  owners: Owners,
  today: LocalDate,
): readonly OverdueClass[] =>
  grouped(todos, owners, today, ({ held: { student } }) => [
    {
      key: student.classId ?? '',
      of: { classId: student.classId, name: student.className || WITHOUT_CLASS },
    },
  ]);

/** The longest overdue first; who has only students that did not come is last (reading §4). */
function grouped<T extends object>(
  todos: readonly OwedDuty[],
  owners: Owners,
  today: LocalDate,
  groupsOf: (todo: OwedDuty) => readonly { readonly key: string; readonly of: T }[],
): readonly (T & OverdueOf)[] {
  const groups = new Map<string, { of: T; todos: OwedDuty[] }>();
  for (const todo of todos)
    for (const { key, of } of groupsOf(todo)) {
      const known = groups.get(key);
      if (known) known.todos.push(todo);
      else groups.set(key, { of, todos: [todo] });
    }
  return [...groups.values()]
    .map(({ of, todos: theirs }) => ({ ...of, ...summaryOf(theirs, owners, today) }))
    .sort(
      (a, b) =>
        Number(b.overdue > 0) - Number(a.overdue > 0) || b.longest - a.longest || b.overdue - a.overdue,
    );
}

function summaryOf(todos: readonly OwedDuty[], owners: Owners, today: LocalDate): OverdueOf {
  const counts = new Map<string, number>();
  let absent = 0;
  let longest = 0;
  for (const todo of todos) {
    const reason = reasonOf(todo, owners);
    if (reason === ABSENT) absent += 1;
    else longest = Math.max(longest, daysBetween(todo.duty.dueOn ?? today, today));
    const kind = kindOfReason(reason);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return {
    overdue: todos.length - absent,
    absent,
    longest,
    reasons: [...counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
