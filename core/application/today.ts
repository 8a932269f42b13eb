import type { DutyView, TodayList, TodoItem } from '../contract/outputs';
import { DUTY_LABELS, IMPORT_KIND_LABELS, TIER_LABELS } from '../domain/labels';
import { previousTerm, termLabel, termOn } from '../domain/term';
import { dutiesOf, isMine, readDutyContext } from './case-duties';
import { pageOf } from './paging';
import type { Actor, CaseWithFacts } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** What 今日 shows of the duties. */
const LISTED_STATES: readonly DutyView['state'][] = ['overdue', 'open', 'upcoming'];

/** What is due for the active role, overdue first (reading §4, pages). */
export const listToday: UseCase<'today.list'> = async ({ cursor }, actor, deps) => {
  const items = await todosOf(actor, deps);
  const count = (state: TodoItem['state']) => items.filter((item) => item.state === state).length;
  const counts = { overdue: count('overdue'), open: count('open'), upcoming: count('upcoming') };
  return { role: actor.role, today: actor.today, counts, ...pageOf(items, cursor) } satisfies TodayList;
};

async function todosOf(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  switch (actor.role) {
    case 'adviser':
    case 'counselor':
      return talkTodos(actor, deps);
    case 'office':
      return [...(await officeTodos(actor, deps)), ...(await exceptionTodos(deps))];
    case 'leader':
      return [...(await decisionTodos(deps)), ...(await exceptionTodos(deps))];
    case 'teacher':
    case 'volunteer':
      return [];
  }
}

async function talkTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const context = await readDutyContext(deps);
  const cases = await deps.cases.open();
  return cases
    .flatMap((supportCase) =>
      dutiesOf(supportCase, context, actor.today)
        // Without a date (no selection week entered) it is in the archive, not among what is due.
        .filter(
          (duty) => isMine(duty, actor.role) && LISTED_STATES.includes(duty.state) && duty.dueOn !== null,
        )
        .map((duty) => dutyTodo(supportCase, duty)),
    )
    .sort(byUrgency);
}

function dutyTodo({ id, student, tier }: CaseWithFacts, duty: DutyView): TodoItem {
  const isTalk = duty.kind === 'first-talk' || duty.kind === 'regular-talk';
  return {
    id: `${id}:${duty.kind}:${duty.role}:${duty.dueOn ?? ''}`,
    kind: duty.kind,
    state: todoState(duty.state),
    title: DUTY_LABELS[duty.kind],
    detail: `${student.className} · ${TIER_LABELS[tier]}`,
    dueOn: duty.dueOn,
    because: duty.because,
    student: { id: student.id, name: student.name, className: student.className },
    caseId: id,
    target: isTalk ? { page: 'talk-edit', caseId: id } : { page: 'archive', studentId: student.id },
  };
}

const todoState = (state: DutyView['state']): TodoItem['state'] =>
  state === 'paused' || state === 'waived' ? 'upcoming' : state;

/** Overdue, then open, then upcoming; the longest due first, then by 学生. */
const STATE_ORDER: Readonly<Record<TodoItem['state'], number>> = {
  overdue: 0,
  open: 1,
  upcoming: 2,
  done: 3,
};
const byUrgency = (a: TodoItem, b: TodoItem): number =>
  STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.id.localeCompare(b.id);

/** What the office has still to bring in for the semester that has just ended. */
async function officeTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { terms } = await deps.departments.calendar();
  const current = termOn(terms, actor.today);
  const ended = current === null ? null : previousTerm(current);
  if (ended === null) return [];
  const label = termLabel(ended);
  const isImported = (await deps.imports.termsWithGrades()).some(
    ({ term, rows }) => term === ended && rows > 0,
  );
  if (!isImported) {
    return [
      task(
        'import-grades',
        ended,
        `导入${label}${IMPORT_KIND_LABELS.grades}`,
        '还没有这个学期的成绩，无法筛查',
        {
          page: 'imports',
        },
      ),
    ];
  }
  const latest = await deps.screenings.latest();
  if (latest && latest.term === ended && latest.kind === 'official') return [];
  return [task('run-screening', ended, `筛查${label}`, '成绩已导入，可以开始筛查', { page: 'screening' })];
}

async function decisionTodos(deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const latest = await deps.screenings.latest();
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

/** Classes that nobody answers for today (reading §1). */
async function exceptionTodos(deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const classes = await deps.roster.classes();
  const responsible = await deps.people.responsible(classes.map(({ id }) => id));
  return classes.flatMap(({ id, name }) => {
    const inForce = responsible.get(id);
    const missing = [
      ...(inForce?.advisers.length ? [] : ['班主任']),
      ...(inForce?.counselors.length ? [] : ['辅导员']),
    ];
    if (missing.length === 0) return [];
    const detail = `没有在任的${missing.join('和')}，谈话无人承担。请导入教职工名单。`;
    return [task('exception', id, name, detail, { page: 'imports' })];
  });
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
  state: 'open',
  title,
  detail,
  dueOn: null,
  because: null,
  student: null,
  caseId: null,
  target,
});
