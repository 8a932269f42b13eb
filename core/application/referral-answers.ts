import type { ReferralAnswered, ReferralListItem, ReferralView } from '../contract/outputs/referrals';
import { parseCredits } from '../domain/credits';
import { DomainError } from '../domain/errors';
import { validateAnswer, waitOf } from '../domain/referral';
import { screenStudent } from '../domain/screening';
import { decideTier } from '../domain/support-tier';
import { mayRole, requireAccess } from './access';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { Actor, ReferralAnswer, ReferralRecord } from './ports';
import { meetingTerm, openCaseOf, placeOf, proposeReferred } from './referral-place';
import { summaryOf } from './screening-views';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

/** All of the department: those that wait, the oldest first; those that are settled, the newest first. */
export const listReferrals: UseCase<'referrals.list'> = async ({ show, cursor }, actor, deps) => {
  const position = positionOf(cursor);
  const { facts } = await readPolicy(deps);
  const records = await deps.referrals.list(show, position, PAGE_SIZE);
  return {
    waiting: await deps.referrals.countWaiting(),
    items: records.map((record) => toReferralListItem(record, actor.today, facts.referralAnswerDays)),
    nextCursor: nextPosition(records, position),
  };
};

/** What was seen, with the student's figures beside it. Each opening is logged. */
export const showReferral: UseCase<'referrals.show'> = async ({ referralId }, actor, deps) => {
  const record = await deps.referrals.get(referralId);
  requireAccess(actor, 'referrals.show', record);
  await deps.audit.record({ action: 'referrals.show', subject: { type: 'referral', id: referralId } });
  const policy = await readPolicy(deps);
  const { student } = record;
  const grades = (await deps.grades.of(student.id)).map(({ grade }) => grade);
  const { term, ...meeting } = await meetingPart(record, actor, deps);
  const result = screenStudent(
    { studentNo: student.studentNo, name: student.name, term: term ?? '', rows: grades },
    policy,
  );
  const { tier } = decideTier(parseCredits(result.outstandingCredits), policy.tiers);
  const photos = [];
  for (const [index, { id, path, contentType }] of (await deps.referrals.photos(referralId)).entries()) {
    const fileName = `早报告照片-${index + 1}.${contentType === 'image/jpeg' ? 'jpg' : contentType.slice(6)}`;
    photos.push({ photoId: id, url: (await deps.storage.createDownload(path, fileName)).url });
  }
  return {
    ...toReferralListItem(record, actor.today, policy.facts.referralAnswerDays),
    dueOn: waitOf(record.filedOn, actor.today, policy.facts.referralAnswerDays).dueOn,
    causes: record.causes,
    causeNote: record.causeNote,
    seen: record.seen,
    photos,
    figures: grades.length === 0 ? null : summaryOf(result),
    currentTier: (await openCaseOf(student, deps))?.tier ?? null,
    ifAccepted: term === null ? null : { term, tier },
    ...meeting,
    canAnswer: mayRole(actor.role, 'referrals.answer') && canStillAnswer(record),
  } satisfies ReferralView;
};

/**
 * The meeting's answer. Accepted: the referral criterion of the screening's semester is met, and the
 * student stands on its list at once. An accepted referral stays accepted: what follows is decided there.
 */
export const answerReferral: UseCase<'referrals.answer'> = async (input, actor, deps) => {
  await deps.referrals.lock(input.referralId);
  const record = await deps.referrals.get(input.referralId);
  requireAccess(actor, 'referrals.answer', record);
  const repeated = await deps.referrals.answerById(input.id);
  if (repeated) {
    if (repeated.referralId !== record.id || repeated.outcome !== input.outcome) {
      throw new DomainError('CONFLICT', '这个答复已经提交过，内容与现在的不同。请刷新后查看。');
    }
    return answered(repeated, record, true, deps);
  }
  const made = await deps.referrals.answer(record.id);
  if (made?.outcome === 'withdrawn') {
    throw new DomainError('REFERRAL_WITHDRAWN', '报告人已经撤回这份早报告，不用再答复。');
  }
  if (made?.outcome === 'accepted') {
    throw new DomainError('ALREADY_ACCEPTED', '这份早报告已经采纳。是否认定这位学生，请在诊断会名单上决定。');
  }
  if ((made?.id ?? null) !== input.replaces) {
    throw new DomainError(
      'ANSWERED_MEANWHILE',
      `在您打开这一页之后，${made?.answeredByName ?? '别人'}已经答复。请看过之后再决定。`,
    );
  }
  if (made?.outcome === input.outcome) {
    throw new DomainError('ANSWER_UNCHANGED', '答复与原来的相同，没有更改。', 'outcome');
  }
  validateAnswer(input, { isRevision: made !== null });
  const { term, screening } = await meetingTerm(actor.today, deps);
  const answer: ReferralAnswer = {
    id: input.id,
    referralId: record.id,
    outcome: input.outcome,
    term,
    reason: input.reason.trim(),
    answeredOn: actor.today,
    answeredAt: deps.clock.now(),
    answeredBy: actor.personId,
  };
  await deps.referrals.addAnswer(answer);
  await deps.audit.record({
    action: 'referrals.answer',
    subject: { type: 'referral', id: record.id },
    detail: { outcome: input.outcome, term },
  });
  if (input.outcome === 'accepted') await proposeReferred(record.student, screening, actor.today, deps);
  return answered(answer, record, false, deps);
};

/** What the department's roles see beside the referral itself. */
async function meetingPart(record: ReferralRecord, actor: Actor, deps: UseCaseDeps) {
  if (actor.reach.kind !== 'department') {
    return { term: null, place: null, answer: null, nextReferralId: null };
  }
  const made = await deps.referrals.answer(record.id);
  const answer =
    made === null || made.outcome === 'withdrawn'
      ? null
      : {
          answerId: made.id,
          outcome: made.outcome,
          on: made.answeredOn,
          by: made.answeredByName,
          reason: made.reason,
        };
  return {
    term: canStillAnswer(record) ? (await meetingTerm(actor.today, deps)).term : (made?.term ?? null),
    place:
      made?.outcome === 'accepted' && made.term !== null
        ? await placeOf(record.student, made.term, deps)
        : null,
    answer,
    nextReferralId: await nextWaiting(record.id, deps),
  };
}

const canStillAnswer = ({ standing }: ReferralRecord): boolean =>
  standing === 'waiting' || standing === 'not-accepted';

async function answered(
  { term, outcome }: ReferralAnswer,
  record: ReferralRecord,
  repeated: boolean,
  deps: UseCaseDeps,
): Promise<ReferralAnswered> {
  if (term === null) throw new Error('a withdrawal is no answer of the meeting');
  return {
    repeated,
    term,
    place: outcome === 'accepted' ? await placeOf(record.student, term, deps) : null,
    waiting: await deps.referrals.countWaiting(),
    nextReferralId: await nextWaiting(record.id, deps),
  };
}

/** The oldest that waits, other than this one. */
async function nextWaiting(referralId: string, deps: UseCaseDeps): Promise<string | null> {
  const waiting = await deps.referrals.list('waiting', 0, 2);
  return waiting.find(({ id }) => id !== referralId)?.id ?? null;
}

/** Without what was seen and why: that is read one by one, and logged. */
export function toReferralListItem(
  record: ReferralRecord,
  today: string,
  answerDays: number,
): ReferralListItem {
  const wait = waitOf(record.filedOn, today, answerDays);
  return {
    referralId: record.id,
    student: headingOf(record.student),
    referrer: { name: record.referrerName, role: record.referrerRole },
    filedOn: record.filedOn,
    standing: record.standing,
    answeredOn: record.answeredOn,
    days: wait.days,
    isOverdue: record.standing === 'waiting' && wait.isOverdue,
  };
}
