import type { StudentArchive, StudentListItem, TimelineItem } from '../contract/outputs';
import { isSensitiveCause } from '../domain/cause-factor';
import { CASE_OUTCOME_LABELS, TALK_MODE_LABELS, TIER_LABELS } from '../domain/labels';
import { daysBetween } from '../domain/local-date';
import { termLabel } from '../domain/term';
import { can, requireAccess } from './access';
import { dutiesOf, isMine, readDutyContext } from './case-duties';
import { contactItems } from './contact-timeline';
import { disciplineIn, evidenceSources, withoutDiscipline } from './evidence-sources';
import { focusItems } from './focus-timeline';
import { nextPosition, PAGE_SIZE, pageOf, positionOf } from './paging';
import { planItems } from './plan-timeline';
import type { Actor, CaseWithFacts, DecisionRecord, Student, StudentFilter, TalkWithNames } from './ports';
import { toReferralListItem } from './referral-answers';
import { sayResponsible } from './roster-views';
import { summaryOf } from './screening-views';
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

/** Everything about one student that the role may see; sensitive fields only by their own action. */
export const showArchive: UseCase<'students.archive'> = async ({ studentId }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'students.archive', student);
  const context = await readDutyContext(deps);
  const cases = await deps.cases.ofStudent(studentId);
  const open = cases.find(({ status }) => status === 'open') ?? null;
  const talks = await deps.talks.ofStudent(studentId);
  const proposal = open && (await deps.screenings.proposal(open.proposalId));
  const screening = proposal && (await deps.screenings.get(proposal.screeningId));
  const inForce =
    student.classId === null
      ? undefined
      : (await deps.people.responsible([student.classId])).get(student.classId);
  await deps.audit.record({ action: 'students.archive', subject: { type: 'student', id: studentId } });
  return {
    student: {
      id: student.id,
      studentNo: student.studentNo,
      name: student.name,
      gender: student.gender,
      nativePlace: student.nativePlace,
      className: student.className,
      hasSensitive: can(actor, 'students.sensitive', student),
    },
    openCase: open && {
      caseId: open.id,
      term: open.term,
      tier: open.tier,
      ...lastDecision(open),
      ...(proposal
        ? summaryOf(proposal.result)
        : { outstandingCredits: '0.00', gpa: null, toNextTier: null }),
      evidence: withoutDiscipline(proposal?.result.evidence ?? []),
      sources: await evidenceSources(screening?.importIds ?? [], deps),
    },
    duties: open ? dutiesOf(open, context, actor.today) : [],
    timeline: timelineOf(cases, talks, [
      ...planItems(await deps.studyPlans.ofStudent(studentId)),
      ...(await contactItems(studentId, deps)),
      ...(await focusItems(studentId, deps)),
    ]),
    referrals: (await deps.referrals.ofStudent(studentId)).map((record) =>
      toReferralListItem(record, actor.today, context.policy.facts.referralAnswerDays),
    ),
    advisers: (inForce?.advisers ?? []).map(sayResponsible),
    counselors: (inForce?.counselors ?? []).map(sayResponsible),
    can: {
      fileTalk: open !== null && can(actor, 'talks.file', student),
      seeSensitive: can(actor, 'students.sensitive', student),
      waive: open !== null && can(actor, 'duties.waive', student),
    },
  };
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

function lastDecision({ decisions, openedOn }: CaseWithFacts) {
  const last = decisions.at(-1);
  return {
    decidedOn: last?.decidedOn ?? openedOn,
    difficulty: last?.difficulty ?? null,
    causes: (last?.causes ?? []).filter((cause) => !isSensitiveCause(cause)),
  } satisfies Partial<StudentArchive['openCase']>;
}

/** Newest first; what happened on one day in the order of the procedure. */
function timelineOf(
  cases: readonly CaseWithFacts[],
  talks: readonly TalkWithNames[],
  others: readonly TimelineItem[],
): readonly TimelineItem[] {
  const decisions = cases.flatMap((held) => held.decisions.map((decision) => decisionItem(held, decision)));
  const talkItems = talks.flatMap((talk): readonly TimelineItem[] => [
    {
      id: talk.id,
      on: talk.heldOn,
      kind: talk.attended ? 'talk' : 'no-show',
      title: talk.attended ? `谈话（${TALK_MODE_LABELS[talk.mode]}）` : '约谈，学生未到',
      // What was said is read in the record itself, and each reading is logged.
      detail: '',
      by: talk.authorName,
      talkId: talk.id,
    },
    ...talk.supplements.map(
      (supplement): TimelineItem => ({
        id: supplement.id,
        on: supplement.heldOn ?? supplement.filedOn,
        kind: 'supplement',
        title: '辅导员补充意见',
        detail: '',
        by: supplement.authorName,
        talkId: talk.id,
      }),
    ),
  ]);
  return [...decisions, ...talkItems, ...others].sort(
    (a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id),
  );
}

const decisionItem = (held: CaseWithFacts, decision: DecisionRecord): TimelineItem => ({
  id: decision.id,
  on: decision.decidedOn,
  kind: 'decision',
  title: `${termLabel(held.term)}诊断会：${CASE_OUTCOME_LABELS[decision.outcome]}${decision.tier === null ? '' : ` ${TIER_LABELS[decision.tier]}`}`,
  detail: decision.reason,
  by: decision.decidedByName,
  talkId: null,
});
