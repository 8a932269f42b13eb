import type { WaiverPage } from '../contract/outputs';
import type { DutyKind, DutyRole } from '../domain/duty';
import { requireReason, validateWaiver } from '../domain/duty-waiver';
import { DomainError } from '../domain/errors';
import type { LocalDate } from '../domain/local-date';
import { can, notFound, requireAccess } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import { reachability } from './parent-reach';
import type { Actor, CaseWithFacts } from './ports';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

/** What is waived of a case's duties, and what could be. */
export const showWaivers: UseCase<'duties.waivers'> = async ({ caseId }, actor, deps) => {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, 'duties.waivers', held);
  return pageOf(held, actor, deps);
};

/** 免办: the leader takes a duty of any kind back, with a reason, for good or until a day. */
export const waiveDuty: UseCase<'duties.waive'> = async (input, actor, deps) => {
  const held = await deps.cases.find(input.caseId);
  requireAccess(actor, 'duties.waive', held);
  await waive(input, held, actor, deps);
  return pageAgain(held.id, actor, deps);
};

/** The duty is owed again; what fell due meanwhile is due some days later. */
export const unwaiveDuty: UseCase<'duties.unwaive'> = async (input, actor, deps) => {
  const held = await deps.cases.find(input.caseId);
  requireAccess(actor, 'duties.unwaive', held);
  const waiver = (await deps.dutyWaivers.ofStudent(held.student.id)).find(({ id }) => id === input.waiverId);
  if (!waiver || waiver.caseId !== held.id) throw notFound();
  if (waiver.end?.id !== input.id) {
    requireReason(input.reason, '请写明为什么恢复办理');
    if (waiver.end) throw new DomainError('ALREADY_ENDED', '这项免办已经收回。请刷新后再看。');
    await deps.dutyWaivers.end({
      id: input.id,
      waiverId: waiver.id,
      studentId: held.student.id,
      reason: input.reason.trim(),
      endedOn: actor.today,
      endedAt: deps.clock.now(),
      endedBy: actor.personId,
    });
    await deps.audit.record({
      action: 'duties.unwaive',
      subject: { type: 'case', id: held.id },
      detail: { waiver: waiver.id, kind: waiver.kind },
    });
  }
  return pageAgain(held.id, actor, deps);
};

export interface WaiverGiven {
  readonly id: string;
  readonly kind: DutyKind;
  /** Null: of each owner. */
  readonly role: DutyRole | null;
  readonly until: LocalDate | null;
  readonly reason: string;
}

/**
 * Writes one waiver with its audit event; the same id again writes nothing.
 *
 * @throws DomainError REASON_MISSING, TEXT_TOO_LONG, UNTIL_PAST, CASE_CLOSED, DUTY_NOT_OWED, STILL_REACHABLE
 */
export async function waive(
  given: WaiverGiven,
  held: CaseWithFacts,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<void> {
  const { id, kind, role, until } = given;
  const earlier = (await deps.dutyWaivers.ofStudent(held.student.id)).find((waiver) => waiver.id === id);
  if (earlier) {
    if (earlier.caseId === held.id && earlier.kind === kind) return;
    throw new DomainError('CONFLICT', '这项免办已经提交过，内容与现在填写的不同。');
  }
  validateWaiver(given, actor);
  if (held.status === 'closed')
    throw new DomainError('CASE_CLOSED', '这位学生的帮扶档案已经结束，没有要免办的事项。');
  const isOwed = dutiesOf(held, await readDutyContext(deps), actor.today).some(
    (duty) =>
      duty.kind === kind &&
      (role === null || duty.role === role) &&
      duty.state !== 'done' &&
      duty.state !== 'waived',
  );
  if (!isOwed)
    throw new DomainError('DUTY_NOT_OWED', '这位学生现在没有这一项应办，或已经完成、已经免办，不用再免办。');
  if (kind === 'phone-parents' && (await reachability(held, deps)).nextWay?.kind !== 'waive')
    throw new DomainError('STILL_REACHABLE', '还有家长没有联系过，先请班主任或辅导员打给另一位。');
  await deps.dutyWaivers.add({
    id,
    caseId: held.id,
    studentId: held.student.id,
    kind,
    role,
    reason: given.reason.trim(),
    waivedOn: actor.today,
    until,
    waivedAt: deps.clock.now(),
    waivedBy: actor.personId,
  });
  await deps.audit.record({
    action: 'duties.waive',
    subject: { type: 'case', id: held.id },
    detail: { waiver: id, kind, role, until },
  });
}

async function pageAgain(caseId: string, actor: Actor, deps: UseCaseDeps): Promise<WaiverPage> {
  const held = await deps.cases.find(caseId);
  if (!held) throw notFound();
  return pageOf(held, actor, deps);
}

async function pageOf(held: CaseWithFacts, actor: Actor, deps: UseCaseDeps): Promise<WaiverPage> {
  const { student } = held;
  const waivers = (await deps.dutyWaivers.ofStudent(student.id)).filter(({ caseId }) => caseId === held.id);
  return {
    caseId: held.id,
    today: actor.today,
    student: headingOf(student),
    duties: held.status === 'open' ? dutiesOf(held, await readDutyContext(deps), actor.today) : [],
    waivers: [...waivers].reverse().map(({ id, kind, role, reason, waivedOn, until, waivedByName, end }) => ({
      waiverId: id,
      kind,
      role,
      on: waivedOn,
      until,
      by: waivedByName,
      reason,
      end: end && { on: end.on, by: end.by, reason: end.reason },
      isInForce: end === null && (until === null || until >= actor.today),
    })),
    can: { waive: held.status === 'open' && can(actor, 'duties.waive', student) },
  };
}
