import type { Oversight, OversightRow, OversightRows } from '../contract/outputs';
import { DUTY_LABELS, IMPORT_KIND_LABELS, LETTER_STATE_LABELS, TIER_LABELS } from '../domain/labels';
import { addDays, dayLabel, type LocalDate } from '../domain/local-date';
import type { OversightSection } from '../domain/oversight';
import { previousTerm, termLabel, termOn } from '../domain/term';
import { mayRole } from './access';
import { readDutyContext } from './case-duties';
import { blamedFor, overdueClasses, overduePeople, reasonOf, WITHOUT_CLASS } from './oversight-overdue';
import { PAGE_SIZE, pageOf, positionOf } from './paging';
import type { Actor, CaseWithFacts, ImportKind } from './ports';
import { exceptions, type Owners, ownersOf, withTeachers } from './today-department';
import { isExcused, type OwedDuty, owedDuties } from './today-duties';
import type { UseCase, UseCaseDeps } from './use-case';

/** 谁被漏掉了？ in numbers: what is overdue by person and by class, and what nobody has begun. */
export const showOversight: UseCase<'oversight.show'> = async (_input, actor, deps) => {
  const { cases, owners, todos } = await readDesk(actor, deps);
  const overdue = ofSection('overdue', todos);
  const people = overduePeople(overdue, owners, actor.today);
  const classes = overdueClasses(overdue, owners, actor.today);
  const { ended, missing } = await missingImports(actor, deps);
  const { held, refused, failed, dropped } = await deps.reminders.countProblems();
  const counts: Oversight['counts'] = {
    overdue: overdue.filter(({ duty, held: of }) => !isExcused(duty, of)).length,
    'unowned-classes': (await exceptions(deps)).length,
    'no-plan': ofSection('no-plan', todos).length,
    letters: ofSection('letters', todos).length + (await unowedLetters(cases, todos, deps)).length,
    meetings: ofSection('meetings', todos).length,
    messages: held + refused + failed + dropped,
    imports: missing.length,
    hours: await deps.oversight.countWaitingSessions(await semesterStart(actor, deps)),
  };
  return {
    today: actor.today,
    term: ended,
    openCases: cases.length,
    counts,
    people: people.slice(0, PAGE_SIZE),
    morePeople: Math.max(0, people.length - PAGE_SIZE),
    classes: classes.slice(0, PAGE_SIZE),
    moreClasses: Math.max(0, classes.length - PAGE_SIZE),
    can: rightsOf(actor),
  };
};

/** The rows behind a number, of everybody, of one person or of one class. */
export const listOversight: UseCase<'oversight.rows'> = async (input, actor, deps) => {
  const { section, owner, classId, cursor } = input;
  const answer = { section, of: '', can: rightsOf(actor) };
  switch (section) {
    case 'messages':
      // Their own page has them, with what can be done about each.
      return { ...answer, total: 0, items: [], nextCursor: null };
    case 'unowned-classes': {
      const rows = (await exceptions(deps)).map(({ id, title, detail, target }) =>
        plainRow(id, title, detail, target?.page === 'class' ? target.classId : null),
      );
      return { ...answer, total: rows.length, ...pageOf(rows, cursor) };
    }
    case 'imports': {
      const { missing } = await missingImports(actor, deps);
      const rows = missing.map(({ key, title, detail }) => plainRow(key, title, detail, null));
      return { ...answer, total: rows.length, ...pageOf(rows, cursor) };
    }
    case 'hours':
      return { ...answer, ...(await waitingHours(cursor, actor, deps)) };
    default: {
      const { cases, owners, todos } = await readDesk(actor, deps);
      const isOfOne = owner !== undefined || classId !== undefined;
      const wanted = ofSection(section, todos).filter(
        (todo) =>
          // Whom a student failed is seen with the person and the class, and is not in the number of all.
          (section !== 'overdue' || isOfOne || !isExcused(todo.duty, todo.held)) &&
          (classId === undefined || (todo.held.student.classId ?? NO_CLASS) === classId) &&
          (owner === undefined || blamedFor(todo, owners).some(({ key }) => key === owner)),
      );
      wanted.sort(byUrgency);
      const rows = [
        ...wanted.map((todo) => toRow(todo, owners)),
        ...(section === 'letters' ? await unowedLetters(cases, todos, deps) : []),
      ];
      const [first] = wanted;
      const blamed = first && blamedFor(first, owners).find(({ key }) => key === owner);
      const of =
        blamed !== undefined
          ? [blamed.name, blamed.role].filter((part) => part !== '').join(' · ')
          : classId !== undefined
            ? (first?.held.student.className ?? '') || WITHOUT_CLASS
            : '';
      return { ...answer, of, total: rows.length, ...pageOf(rows, cursor) } satisfies OversightRows;
    }
  }
};

/** Stands for students in no class. */
const NO_CLASS = 'none';

interface Desk {
  readonly cases: readonly CaseWithFacts[];
  /** What is owed and the leader hears of, overdue or not. */
  readonly todos: readonly OwedDuty[];
  readonly owners: Owners;
}

async function readDesk({ today }: Actor, deps: UseCaseDeps): Promise<Desk> {
  await deps.oversight.readByIndex();
  const cases = await deps.cases.open();
  // Of teachers' notes, those that are late: no other list has them.
  const owed = owedDuties(
    cases,
    await readDutyContext(deps),
    today,
    ({ role, state }) => role !== 'teacher' || state === 'overdue',
  );
  return { cases, ...(await withTeachers(owed, await ownersOf(cases, deps), deps)) };
}

const KIND_OF: Readonly<Partial<Record<OversightSection, OwedDuty['duty']['kind']>>> = {
  'no-plan': 'study-plan',
  letters: 'warning-letter',
  meetings: 'joint-meeting',
};

/** The rows of a number that is derived from duties; the same for the count and for the list. */
function ofSection(section: OversightSection, todos: readonly OwedDuty[]): readonly OwedDuty[] {
  if (section === 'overdue') return todos.filter(({ duty }) => duty.state === 'overdue');
  const kind = KIND_OF[section];
  return todos.filter(({ duty }) => duty.kind === kind);
}

/** Letters that the tier does not ask for, begun and left unposted (reading §4: offered, not owed). */
async function unowedLetters(
  cases: readonly CaseWithFacts[],
  todos: readonly OwedDuty[],
  deps: UseCaseDeps,
): Promise<readonly OversightRow[]> {
  const owed = new Set(ofSection('letters', todos).map(({ held }) => held.id));
  const held = new Map(cases.map((one) => [one.id, one]));
  return (await deps.oversight.unpostedLetters()).flatMap(({ letterId, caseId, on, state }) => {
    const of = held.get(caseId);
    if (!of || owed.has(caseId)) return [];
    const { student, tier } = of;
    return [
      {
        ...plainRow(
          letterId,
          `${student.name} · 书面预警通知书`,
          '办法不要求，起草了而没有寄出',
          student.classId,
        ),
        detail: [student.className, TIER_LABELS[tier], `${dayLabel(on)}${LETTER_STATE_LABELS[state]}`]
          .filter((part) => part !== '')
          .join(' · '),
        student: { id: student.id, name: student.name, className: student.className },
        caseId,
      },
    ];
  });
}

/** As on 今日. */
const keyOf = ({ duty, held }: OwedDuty): string =>
  `${held.id}:${duty.kind}:${duty.role}:${duty.dueOn ?? ''}`;

/** The longest due first. */
function byUrgency(a: OwedDuty, b: OwedDuty): number {
  const [one, other] = [`${a.duty.dueOn}${keyOf(a)}`, `${b.duty.dueOn}${keyOf(b)}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

function toRow(todo: OwedDuty, owners: Owners): OversightRow {
  const { duty, held } = todo;
  const { student } = held;
  const blamed = blamedFor(todo, owners);
  const who = blamed.map(({ name, role }) => (role === '' ? name : `${name}（${role}）`)).join('、');
  return {
    key: keyOf(todo),
    title: `${student.name} · ${DUTY_LABELS[duty.kind]}`,
    detail: [student.className, TIER_LABELS[held.tier], who].filter((part) => part !== '').join(' · '),
    reason: duty.state === 'overdue' ? reasonOf(todo, owners) : '还没有到期',
    due: duty.dueOn === null ? null : { state: stateOf(duty), dueOn: duty.dueOn, because: duty.because },
    student: { id: student.id, name: student.name, className: student.className },
    caseId: held.id,
    classId: student.classId,
    duty: { kind: duty.kind, role: duty.role },
    // Whom somebody may stand in for: a course has its own teacher.
    owners: blamed.flatMap(({ person }) =>
      person === null || duty.role === 'teacher' ? [] : [{ personId: person.id, name: person.name }],
    ),
  };
}

const stateOf = ({ state }: OwedDuty['duty']): 'overdue' | 'open' | 'upcoming' =>
  state === 'overdue' || state === 'open' ? state : 'upcoming';

const plainRow = (key: string, title: string, reason: string, classId: string | null): OversightRow => ({
  key,
  title,
  detail: '',
  reason,
  due: null,
  student: null,
  caseId: null,
  classId,
  duty: null,
  owners: [],
});

/** A semester of sessions: older ones are settled, or will never be. */
async function semesterStart({ today }: Actor, deps: UseCaseDeps): Promise<LocalDate> {
  const { terms } = await deps.departments.calendar();
  const current = termOn(terms, today);
  return terms.find(({ term }) => term === current)?.from ?? addDays(today, -180);
}

async function waitingHours(cursor: string | undefined, actor: Actor, deps: UseCaseDeps) {
  const since = await semesterStart(actor, deps);
  const position = positionOf(cursor);
  const sessions = await deps.oversight.waitingSessions(since, position, PAGE_SIZE);
  return {
    total: await deps.oversight.countWaitingSessions(since),
    items: sessions.map(
      ({ id, className, course, heldOn, studentId, studentName, volunteerName }): OversightRow => ({
        ...plainRow(id, `${volunteerName} → ${studentName}`, '学生还没有确认', null),
        detail: [className, course, heldOn].filter((part) => part !== '').join(' · '),
        student: { id: studentId, name: studentName, className },
      }),
    ),
    nextCursor: sessions.length < PAGE_SIZE ? null : String(position + sessions.length),
  };
}

/** What every semester brings anew, once the one before has ended. */
const OF_EACH_TERM = [
  'grades',
  'absences',
  'discipline',
  'warnings',
  'students',
  'staff',
  'offerings',
] as const;

interface MissingImport {
  readonly key: ImportKind | 'term';
  readonly title: string;
  readonly detail: string;
}

/** Kinds of which nothing was applied since the last semester ended; grades must be that semester's. */
export async function missingImports(
  { today }: Actor,
  deps: UseCaseDeps,
): Promise<{ readonly ended: string | null; readonly missing: readonly MissingImport[] }> {
  const { terms } = await deps.departments.calendar();
  const current = termOn(terms, today);
  const ended = current === null ? null : previousTerm(current);
  if (ended === null) {
    const detail = '没有录入现在的学期，不知道该有哪些资料。请系学工办到校历录入。';
    return { ended, missing: [{ key: 'term', title: '校历：现在的学期', detail }] };
  }
  const begun = terms.find(({ term }) => term === current)?.from ?? today;
  const since = terms.find(({ term }) => term === ended)?.to ?? addDays(begun, -60);
  const applied = await deps.oversight.appliedSince(since);
  const label = termLabel(ended);
  const missing = OF_EACH_TERM.filter(
    (kind) =>
      !applied.some((held) => held.kind === kind && (kind !== 'grades' || held.terms.includes(ended))),
  ).map((kind) => ({
    key: kind,
    title: IMPORT_KIND_LABELS[kind],
    detail:
      kind === 'grades'
        ? `没有导入${label}的成绩，不能筛查`
        : `${label}结束以来没有导入过；没有变化的可以不导`,
  }));
  return { ended, missing };
}

const rightsOf = ({ role }: Actor): Oversight['can'] => ({
  waive: mayRole(role, 'duties.waive'),
  standIn: mayRole(role, 'roster.stand-in'),
  reassign: mayRole(role, 'roster.hand-over'),
});
