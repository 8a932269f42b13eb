import type { StudentArchive } from '../contract/outputs';
import type { ArchiveCase } from '../contract/outputs/archive';
import { isSensitiveCause } from '../domain/cause-factor';
import { can, notFound, requireAccess } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import { evidenceSources, withoutDiscipline } from './evidence-sources';
import { pageOf } from './paging';
import type { CaseWithFacts } from './ports';
import { toReferralListItem } from './referral-answers';
import { sayResponsible } from './roster-views';
import { summaryOf } from './screening-views';
import { groupCounts, narrowed, readTimeline } from './timeline';
import type { UseCase } from './use-case';

/** Everything about one student that the role may see; sensitive fields only by their own action. */
export const showArchive: UseCase<'students.archive'> = async ({ studentId }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'students.archive', student);
  const context = await readDutyContext(deps);
  const cases = await deps.cases.ofStudent(studentId);
  const open = cases.find(({ status }) => status === 'open') ?? null;
  const timeline = await readTimeline({ studentId, cases, actor }, deps);
  const first = pageOf(timeline, undefined);
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
    timeline: first.items,
    timelineNext: first.nextCursor,
    timelineGroups: groupCounts(timeline),
    cases: [...cases].reverse().map(toArchiveCase),
    referrals: (await deps.referrals.ofStudent(studentId)).map((record) =>
      toReferralListItem(record, actor.today, context.policy.facts.referralAnswerDays),
    ),
    advisers: (inForce?.advisers ?? []).map(sayResponsible),
    counselors: (inForce?.counselors ?? []).map(sayResponsible),
    can: {
      fileTalk: open !== null && can(actor, 'talks.file', student),
      seeSensitive: can(actor, 'students.sensitive', student),
      waive: open !== null && can(actor, 'duties.waive', student),
      export: can(actor, 'papers.archive', student),
      exportSensitive: can(actor, 'papers.archive-with-sensitive', student),
    },
  };
};

/** Further of what the archive tells, narrowed to a group or a case of this student's. */
export const listTimeline: UseCase<'students.timeline'> = async (input, actor, deps) => {
  const { studentId, group, caseId, cursor } = input;
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'students.timeline', student);
  const cases = await deps.cases.ofStudent(studentId);
  const held = caseId === undefined ? undefined : cases.find(({ id }) => id === caseId);
  if (caseId !== undefined && !held) throw notFound();
  const items = await readTimeline({ studentId, cases, actor }, deps);
  await deps.audit.record({ action: 'students.timeline', subject: { type: 'student', id: studentId } });
  return { ...pageOf(narrowed(items, group, held), cursor), groups: groupCounts(items) };
};

const toArchiveCase = ({
  id,
  term,
  tier,
  openedOn,
  closedOn,
  closeReason,
  closeOutcome,
}: CaseWithFacts): ArchiveCase => ({
  caseId: id,
  term,
  tier,
  openedOn,
  closedOn,
  closeReason,
  closeOutcome,
});

function lastDecision({ decisions, openedOn }: CaseWithFacts) {
  const last = decisions.at(-1);
  return {
    decidedOn: last?.decidedOn ?? openedOn,
    difficulty: last?.difficulty ?? null,
    owner: last?.ownerName ?? null,
    causes: (last?.causes ?? []).filter((cause) => !isSensitiveCause(cause)),
  } satisfies Partial<StudentArchive['openCase']>;
}
