import type { StudentListItem } from '../contract/outputs';
import { isSensitiveCause } from '../domain/cause-factor';
import { daysBetween } from '../domain/local-date';
import { requireAccess } from './access';
import { dutiesOf, isMine, readDutyContext } from './case-duties';
import { disciplineIn } from './evidence-sources';
import { nextPosition, PAGE_SIZE, pageOf, positionOf } from './paging';
import type { Actor, CaseWithFacts, Student, StudentFilter } from './ports';
import type { UseCase } from './use-case';

/** The caseload (open cases) or everyone within reach. */
export const listStudents: UseCase<'students.list'> = async (input, actor, deps) => {
  const filter: StudentFilter = {
    ...(input.search?.trim() ? { search: input.search.trim() } : {}),
    ...(input.classId === undefined ? {} : { classId: input.classId }),
  };
  const context = await readDutyContext(deps);
  const cases = await deps.cases.open(filter);
  const byStudent = new Map(cases.map((held) => [held.student.id, caseItem(held, actor, context)]));
  const classes = (await deps.roster.classes()).map(({ id, name }) => ({ id, name }));
  if (input.scope === 'all' && input.tier === undefined && !input.overdue) {
    const position = positionOf(input.cursor);
    const students = await deps.roster.students(filter, position, PAGE_SIZE);
    return {
      items: students.map((student) => byStudent.get(student.id) ?? plainItem(student)),
      nextCursor: nextPosition(students, position),
      total: await deps.roster.countStudents(filter),
      classes,
    };
  }
  const items = [...byStudent.values()]
    .filter((item) => input.tier === undefined || item.tier === input.tier)
    .filter((item) => !input.overdue || item.nextDue?.state === 'overdue')
    .sort(ORDER[input.sort]);
  return { ...pageOf(items, input.cursor), total: items.length, classes };
};

/** Family, contact and guardians, asked for by name; the reading is logged with its purpose. */
export const readSensitive: UseCase<'students.sensitive'> = async ({ studentId, purpose }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'students.sensitive', student);
  await deps.audit.record({
    action: 'students.sensitive',
    subject: { type: 'student', id: studentId },
    detail: { purpose },
  });
  const open = (await deps.cases.ofStudent(studentId)).find(({ status }) => status === 'open');
  const proposal = open && (await deps.screenings.proposal(open.proposalId));
  const held = await deps.roster.sensitive(studentId);
  const last = open?.decisions.at(-1);
  return {
    ...(held ?? { family: null, contact: null, guardians: null }),
    causes: (last?.causes ?? []).filter(isSensitiveCause),
    causeNote: last?.causeNote ?? '',
    discipline: disciplineIn(proposal?.result.evidence ?? []),
  };
};

function caseItem(
  held: CaseWithFacts,
  actor: Actor,
  context: Awaited<ReturnType<typeof readDutyContext>>,
): StudentListItem {
  const lastTalkOn = held.talks
    .filter(({ attended }) => attended)
    .reduce<string | null>((last, { heldOn }) => (last === null || heldOn > last ? heldOn : last), null);
  const next = dutiesOf(held, context, actor.today)
    .filter(
      (duty) =>
        (actor.reach.kind === 'department' || isMine(duty, actor.role)) &&
        (duty.state === 'overdue' || duty.state === 'open' || duty.state === 'upcoming'),
    )
    .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))[0];
  return {
    ...plainItem(held.student),
    caseId: held.id,
    tier: held.tier,
    outstandingCredits: (held.outstanding / 100).toFixed(2),
    lastTalkOn,
    daysSinceLastTalk: lastTalkOn === null ? null : daysBetween(lastTalkOn, actor.today),
    nextDue:
      next && next.dueOn !== null
        ? { kind: next.kind, dueOn: next.dueOn, state: next.state as 'overdue' | 'open' | 'upcoming' }
        : null,
  };
}

const plainItem = (student: Student): StudentListItem => ({
  studentId: student.id,
  studentNo: student.studentNo,
  name: student.name,
  className: student.className,
  caseId: null,
  tier: null,
  outstandingCredits: null,
  lastTalkOn: null,
  daysSinceLastTalk: null,
  nextDue: null,
});

/** Never talked to comes before long ago. */
const ORDER: Readonly<
  Record<'due' | 'last-talk' | 'student-no', (a: StudentListItem, b: StudentListItem) => number>
> = {
  due: (a, b) =>
    (a.nextDue?.dueOn ?? '9999').localeCompare(b.nextDue?.dueOn ?? '9999') ||
    a.studentNo.localeCompare(b.studentNo),
  'last-talk': (a, b) =>
    (a.lastTalkOn ?? '').localeCompare(b.lastTalkOn ?? '') || a.studentNo.localeCompare(b.studentNo),
  'student-no': (a, b) => a.studentNo.localeCompare(b.studentNo),
};
