import type { ParsedInput } from '../contract/actions';
import type { DutyView, FilingResult, TalkView } from '../contract/outputs';
import { canonicalJson } from '../domain/canonical-json';
import { DomainError } from '../domain/errors';
import { keptDetails } from '../domain/talk-details';
import { filingLag, validateSupplement, validateTalk } from '../domain/talk-record';
import { can, notFound, requireAccess } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import type { Actor, CaseWithFacts, Student, TalkRow, TalkWithNames } from './ports';
import { checkPhotos } from './referrals';
import { outstandingCourses } from './screening-views';
import { colleagueOf, otherRole, requireColleague } from './talk-colleague';
import { knownDetails, planBeside } from './talk-known';
import { earlierTalks, requireNoRepeat } from './talk-repeats';
import { revisionViews } from './talk-revisions';
import type { UseCase, UseCaseDeps } from './use-case';

/** Everything known already, so that the adviser types only what is new. Reads family and contact. */
export const openTalkForm: UseCase<'talks.form'> = async ({ caseId, isAhead }, actor, deps) => {
  const supportCase = await deps.cases.find(caseId);
  requireAccess(actor, 'talks.form', supportCase);
  const { student } = supportCase;
  const role = talkRole(actor);
  const sensitive = await deps.roster.sensitive(student.id);
  await deps.audit.record({
    action: 'students.sensitive',
    subject: { type: 'student', id: student.id },
    detail: { purpose: isAhead ? 'talks.form-ahead' : 'talks.form' },
  });
  const talks = await deps.talks.ofStudent(student.id);
  const last = talks.find((talk) => talk.attended);
  const duties = dutiesOf(supportCase, await readDutyContext(deps), actor.today);
  const colleague = await colleagueOf(student, role, deps);
  const proposal = await deps.screenings.proposal(supportCase.proposalId);
  return {
    caseId,
    today: actor.today,
    student: identityOf(student),
    family: last?.family || sensitive?.family || '',
    contact: last?.contact || sensitive?.contact || '',
    tier: supportCase.tier,
    decidedOn: supportCase.decisions.at(-1)?.decidedOn ?? supportCase.openedOn,
    outstanding: outstandingCourses(proposal?.result),
    lastTalk: last
      ? {
          talkId: last.id,
          heldOn: last.heldOn,
          by: last.authorName,
          problems: last.problems,
          assessment: last.assessment,
        }
      : null,
    details: knownDetails(talks),
    plan: await planBeside(student.id, caseId, deps),
    earlier: earlierTalks(talks, actor.today),
    duty: nextTalkDuty(duties, role),
    role,
    colleague: { role: otherRole(role), name: colleague?.name ?? null },
  };
};

/** Files the annex's record (art. 4). The same id twice writes once; a talk counts by its own date. */
export const fileTalk: UseCase<'talks.file'> = async (input, actor, deps) => {
  const supportCase = await deps.cases.find(input.caseId);
  requireAccess(actor, 'talks.file', supportCase);
  const role = talkRole(actor);
  const earlier = await deps.talks.get(input.id);
  if (earlier) return repeatTalk(earlier, input, supportCase, actor, deps);
  if (supportCase.status === 'closed') {
    throw new DomainError('CASE_CLOSED', '这位学生的帮扶档案已经结束，不能再填写谈话记录。');
  }
  validateTalk(input, { today: actor.today });
  const colleague = await requireColleague(input.jointWith, supportCase.student, role, deps, 'jointWith');
  if (!input.isAnother) {
    requireNoRepeat(
      input.heldOn,
      [actor.personId, colleague?.id],
      // The same id may have come in between: that is no other talk.
      (await deps.talks.ofStudent(supportCase.student.id)).filter(({ id }) => id !== input.id),
    );
  }
  const photos = await checkPhotos(input.photoIds, actor, deps);
  const talk: TalkRow = {
    id: input.id,
    caseId: supportCase.id,
    studentId: supportCase.student.id,
    ...writtenIn(input),
    details: keptDetails(input.details),
    authorId: actor.personId,
    authorRole: role,
    jointPersonId: colleague?.id ?? null,
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  };
  if (!(await deps.talks.add(talk, photos))) {
    // Another request with the same id committed in between.
    const stored = await deps.talks.get(input.id);
    if (!stored) throw notFound();
    return repeatTalk(stored, input, supportCase, actor, deps);
  }
  await deps.audit.record({
    action: 'talks.file',
    subject: { type: 'talk', id: talk.id },
    detail: {
      case: talk.caseId,
      heldOn: talk.heldOn,
      attended: talk.attended,
      ...(photos.length > 0 ? { photos: photos.length } : {}),
    },
  });
  return filingResult(talk.id, supportCase, actor, deps, lagOf(talk));
};

/** The counselor's opinion on the adviser's record; only a dated talk of one's own serves the duty. */
export const supplementTalk: UseCase<'talks.supplement'> = async (input, actor, deps) => {
  const talk = await deps.talks.get(input.talkId);
  const supportCase = talk && (await deps.cases.find(talk.caseId));
  requireAccess(actor, 'talks.supplement', supportCase);
  if (!talk) throw notFound();
  const text = input.text.trim();
  const earlier = talk.supplements.find(({ id }) => id === input.id);
  if (earlier) {
    const isSame = earlier.text === text && earlier.heldOn === input.heldOn;
    if (!isSame || earlier.authorId !== actor.personId) throw conflict();
    return filingResult(talk.id, supportCase, actor, deps, null, true);
  }
  if (talk.authorRole === 'counselor') {
    throw new DomainError('OWN_RECORD', '补充意见写在班主任的记录上。您的谈话请另填一份谈话记录。');
  }
  validateSupplement({ text, heldOn: input.heldOn }, { today: actor.today });
  const supplement = {
    id: input.id,
    talkId: talk.id,
    text,
    heldOn: input.heldOn,
    authorId: actor.personId,
    authorRole: talkRole(actor),
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  };
  if (!(await deps.talks.addSupplement(supplement))) throw conflict();
  await deps.audit.record({
    action: 'talks.supplement',
    subject: { type: 'talk', id: talk.id },
    detail: { supplement: supplement.id, heldOn: supplement.heldOn },
  });
  const late = supplement.heldOn === null ? null : lagOf({ heldOn: supplement.heldOn, filedOn: actor.today });
  return filingResult(talk.id, supportCase, actor, deps, late);
};

/** The record as it stands on paper, with who signed and when. */
export const viewTalk: UseCase<'talks.view'> = async ({ talkId }, actor, deps) => {
  const talk = await deps.talks.get(talkId);
  const student = talk && (await deps.roster.student(talk.studentId));
  requireAccess(actor, 'talks.view', student);
  if (!talk) throw notFound();
  await deps.audit.record({ action: 'talks.view', subject: { type: 'talk', id: talkId } });
  return toTalkView(talk, student, actor);
};

/** The pictures of a record, by links that soon end; each time is on record. */
export const showTalkPhotos: UseCase<'talks.photos'> = async ({ talkId }, actor, deps) => {
  const talk = await deps.talks.get(talkId);
  const student = talk && (await deps.roster.student(talk.studentId));
  requireAccess(actor, 'talks.photos', student);
  if (!talk) throw notFound();
  await deps.audit.record({ action: 'talks.photos', subject: { type: 'talk', id: talkId } });
  const photos: { photoId: string; url: string }[] = [];
  for (const { id, path, contentType } of talk.photos) {
    const fileName = `照片.${contentType.slice('image/'.length)}`;
    photos.push({ photoId: id, url: (await deps.storage.createDownload(path, fileName)).url });
  }
  return { photos };
};

/** Names and dates at the foot of the annex: 班主任, 辅导员. */
export function signaturesOf(talk: TalkWithNames): TalkView['signatures'] {
  const signed = (role: 'adviser' | 'counselor') => {
    if (talk.authorRole === role) return { name: talk.authorName, on: talk.heldOn };
    if (talk.jointRole === role && talk.jointPersonName !== null) {
      return { name: talk.jointPersonName, on: talk.heldOn };
    }
    return null;
  };
  const supplements = talk.supplements.filter(({ authorRole }) => authorRole === 'counselor');
  const supplement = supplements.find(({ heldOn }) => heldOn !== null) ?? supplements[0];
  return {
    adviser: signed('adviser'),
    counselor:
      signed('counselor') ?? (supplement ? { name: supplement.authorName, on: supplement.heldOn } : null),
  };
}

function toTalkView(talk: TalkWithNames, student: Student, actor: Actor): TalkView {
  const participants: TalkView['participants'] = [
    { name: talk.authorName, role: talk.authorRole },
    ...(talk.jointPersonName !== null && talk.jointRole !== null
      ? [{ name: talk.jointPersonName, role: talk.jointRole }]
      : []),
  ];
  return {
    talkId: talk.id,
    caseId: talk.caseId,
    student: identityOf(student),
    heldOn: talk.heldOn,
    filedAt: talk.filedAt,
    late: lagOf(talk),
    mode: talk.mode,
    place: talk.place,
    duration: talk.duration,
    attended: talk.attended,
    jointRole: talk.jointRole,
    family: talk.family,
    contact: talk.contact,
    problems: talk.problems,
    assessment: talk.assessment,
    parentsContacted: talk.parentsContacted,
    needsAttention: talk.needsAttention,
    psychologicalReferral: talk.psychologicalReferral,
    details: talk.details,
    photos: talk.photos.length,
    author: { name: talk.authorName, role: talk.authorRole },
    participants,
    revisions: revisionViews(talk),
    supplements: talk.supplements.map((supplement) => ({
      id: supplement.id,
      text: supplement.text,
      heldOn: supplement.heldOn,
      filedAt: supplement.filedAt,
      author: { name: supplement.authorName, role: supplement.authorRole },
    })),
    signatures: signaturesOf(talk),
    can: {
      supplement: talk.authorRole === 'adviser' && can(actor, 'talks.supplement', student),
      print: can(actor, 'papers.talk-record', student),
      revise: talk.authorId === actor.personId && can(actor, 'talks.revise', student),
    },
  };
}

/** What a person wrote or chose, as it is kept: a repeat is the same only where all of it is. */
const writtenIn = (input: ParsedInput<'talks.file'>) =>
  ({
    heldOn: input.heldOn,
    mode: input.mode,
    place: input.place.trim(),
    duration: input.duration,
    attended: input.attended,
    family: input.family.trim(),
    contact: input.contact.trim(),
    problems: input.problems.trim(),
    assessment: input.assessment.trim(),
    parentsContacted: input.parentsContacted,
    needsAttention: input.needsAttention,
    psychologicalReferral: input.psychologicalReferral,
    jointRole: input.jointWith,
  }) satisfies Partial<TalkRow>;

function repeatTalk(
  stored: TalkWithNames,
  input: ParsedInput<'talks.file'>,
  supportCase: CaseWithFacts,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<FilingResult> {
  const isSame =
    stored.authorId === actor.personId &&
    stored.caseId === input.caseId &&
    canonicalJson(stored.photos.map(({ id }) => id)) === canonicalJson([...new Set(input.photoIds)]) &&
    canonicalJson(stored.asFiled.details) === canonicalJson(keptDetails(input.details)) &&
    // As it was filed: what was corrected since makes a repeat no other one.
    Object.entries(writtenIn(input)).every(
      ([field, value]) => Reflect.get({ ...stored, ...stored.asFiled }, field) === value,
    );
  if (!isSame) throw conflict();
  return filingResult(stored.id, supportCase, actor, deps, lagOf(stored), true);
}

const conflict = (): DomainError =>
  new DomainError('CONFLICT', '这份记录已经提交过，内容与现在填写的不同。请先查看已提交的记录。');

/** `before` is the case as it stood before this filing; a repeat closes nothing again. */
async function filingResult(
  talkId: string,
  before: CaseWithFacts,
  actor: Actor,
  deps: UseCaseDeps,
  late: FilingResult['late'],
  repeated = false,
): Promise<FilingResult> {
  const context = await readDutyContext(deps);
  const after = await deps.cases.find(before.id);
  const was = dutiesOf(before, context, actor.today);
  const duties = after ? dutiesOf(after, context, actor.today) : [];
  const closed = repeated ? [] : closedBy(was, duties, after);
  return { talkId, repeated, late, closed, next: nextTalkDuty(duties, talkRole(actor)) };
}

/**
 * What a filing has done: duties that were open and are done, and the regular talk that gave way to a
 * later one. Until the first talk is held no regular one is owed: its date only waits for the first.
 */
function closedBy(
  was: readonly DutyView[],
  is: readonly DutyView[],
  after: CaseWithFacts | null,
): readonly DutyView[] {
  return was.flatMap((duty) => {
    if (duty.state === 'done') return [];
    const now = is.find(({ kind, role }) => kind === duty.kind && role === duty.role);
    if (now?.state === 'done') return now.dueOn === duty.dueOn ? [now] : [];
    if (duty.kind !== 'regular-talk' || duty.role === 'either' || duty.dueOn === null) return [];
    const { role, dueOn } = duty;
    const isStarted = was.some(
      (first) => first.kind === 'first-talk' && first.role === role && first.state === 'done',
    );
    if (!isStarted || now?.dueOn == null || now.dueOn <= dueOn) return [];
    const talks =
      after?.talks.filter(({ attended, by }) => attended && by.some((side) => side === role)) ?? [];
    const opinions = after?.supplements.filter(({ by }) => by === role) ?? [];
    const doneOn = [...talks, ...opinions].reduce(
      (last, { heldOn }) => (heldOn !== null && heldOn > last ? heldOn : last),
      '',
    );
    return [{ ...duty, state: 'done', doneOn: doneOn === '' ? null : doneOn }];
  });
}

const nextTalkDuty = (duties: readonly DutyView[], role: 'adviser' | 'counselor'): DutyView | null =>
  duties
    .filter(
      (duty) =>
        duty.role === role &&
        (duty.kind === 'first-talk' || duty.kind === 'regular-talk') &&
        duty.state !== 'done' &&
        duty.state !== 'waived',
    )
    .sort((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1))[0] ?? null;

function lagOf({ heldOn, filedOn }: Pick<TalkRow, 'heldOn' | 'filedOn'>): { days: number } | null {
  const days = filingLag(heldOn, filedOn);
  return days > 0 ? { days } : null;
}

function talkRole(actor: Actor): 'adviser' | 'counselor' {
  if (actor.role === 'adviser' || actor.role === 'counselor') return actor.role;
  throw new Error(`the gate let ${actor.role} through to a talk`);
}

const identityOf = ({
  id,
  studentNo,
  name,
  gender,
  nativePlace,
  className,
}: Student): TalkView['student'] => ({
  id,
  studentNo,
  name,
  gender,
  nativePlace,
  className,
});
