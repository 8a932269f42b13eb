import type { CallFiled, CallForm } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { doubtOf, maskPhone, normalisePhone, validateCall } from '../domain/guardian';
import { can, notFound, requireAccess } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import { waive } from './duty-waivers';
import { readFile } from './guardians';
import { reachability } from './parent-reach';
import type { Actor, CaseWithFacts } from './ports';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

/** Whom to call, with the numbers: opening it is a reading of them, and logged as one. */
export const openCallForm: UseCase<'contacts.form'> = async ({ caseId }, actor, deps) => {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, 'contacts.form', held);
  await deps.audit.record({
    action: 'guardians.numbers',
    subject: { type: 'student', id: held.student.id },
    detail: { purpose: 'contact-parents' },
  });
  return formOf(held, actor, deps);
};

/** One call (reading §6); whether it counts is judged by the server. The same id twice writes once. */
export const fileCall: UseCase<'contacts.file'> = async (input, actor, deps) => {
  const held = await deps.cases.find(input.caseId);
  requireAccess(actor, 'contacts.file', held);
  if (held.status === 'closed')
    throw new DomainError('CASE_CLOSED', '这位学生的帮扶档案已经结束，不能再填写。');
  const phone = normalisePhone(input.phone);
  const earlier = (await deps.guardians.calls(held.student.id)).find(({ id }) => id === input.id);
  if (earlier) {
    const isSame = earlier.phone === phone && earlier.calledOn === input.calledOn;
    if (!isSame || earlier.authorId !== actor.personId)
      throw new DomainError('CONFLICT', '这次通话已经提交过，内容与现在填写的不同。');
    return filed(earlier, held, actor, deps, true);
  }
  validateCall(input, { today: actor.today });
  const { onFile } = await readFile(held.student.id, deps);
  const call = {
    id: input.id,
    caseId: held.id,
    studentId: held.student.id,
    calledOn: input.calledOn,
    phone,
    reached: input.reached,
    failure: input.reached ? null : input.failure,
    who: input.reached ? input.who.trim() : '',
    identityPassed: input.reached ? input.identityPassed : null,
    doubt: doubtOf(phone, onFile, held.openedOn),
    told: input.reached ? input.told.trim() : '',
    answer: input.reached ? input.answer.trim() : '',
    next: input.next.trim(),
    authorId: actor.personId,
    authorRole: callingRole(actor),
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  };
  const isNew = await deps.guardians.addCall(call);
  if (isNew) {
    await deps.audit.record({
      action: 'contacts.file',
      subject: { type: 'case', id: held.id },
      detail: { call: call.id, reached: call.reached, doubt: call.doubt },
    });
  }
  return filed(call, held, actor, deps, !isNew);
};

/** Nobody can be reached: the leader takes the duty back, with a reason. */
export const waiveCall: UseCase<'contacts.waive'> = async (input, actor, deps) => {
  const held = await deps.cases.find(input.caseId);
  requireAccess(actor, 'contacts.waive', held);
  const { id, reason } = input;
  await waive({ id, kind: 'phone-parents', role: null, until: null, reason }, held, actor, deps);
  const after = await deps.cases.find(held.id);
  if (!after) throw notFound();
  return formOf(after, actor, deps);
};

async function filed(
  { doubt, identityPassed, reached }: Pick<CallForm['calls'][number], 'doubt' | 'identityPassed' | 'reached'>,
  before: CaseWithFacts,
  actor: Actor,
  deps: UseCaseDeps,
  repeated: boolean,
): Promise<CallFiled> {
  const held = await deps.cases.find(before.id);
  if (!held) throw notFound();
  return {
    form: await formOf(held, actor, deps),
    repeated,
    doubt: !reached ? 'not-reached' : identityPassed !== true ? 'not-identified' : doubt,
  };
}

async function formOf(held: CaseWithFacts, actor: Actor, deps: UseCaseDeps): Promise<CallForm> {
  const { student } = held;
  const { calls, nextWay: next, numbers } = await reachability(held, deps);
  const duty = dutiesOf(held, await readDutyContext(deps), actor.today).find(
    ({ kind }) => kind === 'phone-parents',
  );
  const isOwed = duty !== undefined && duty.state !== 'done' && duty.state !== 'waived';
  const nextWay = isOwed ? next : null;
  const waiver = (await deps.dutyWaivers.ofStudent(student.id)).find(
    ({ caseId, end, kind }) => caseId === held.id && kind === 'phone-parents' && end === null,
  );
  const isOpen = held.status === 'open';
  return {
    caseId: held.id,
    today: actor.today,
    student: headingOf(student),
    numbers,
    calls: calls.map(({ id, authorName, phone, ...call }) => ({
      callId: id,
      calledOn: call.calledOn,
      by: authorName,
      phoneHint: maskPhone(phone),
      reached: call.reached,
      failure: call.failure,
      who: call.who,
      identityPassed: call.identityPassed,
      doubt: call.doubt,
      told: call.told,
      answer: call.answer,
      next: call.next,
    })),
    waiver: waiver ? { on: waiver.waivedOn, by: waiver.waivedByName, reason: waiver.reason } : null,
    nextWay,
    duty: duty ?? null,
    can: {
      file: isOpen && can(actor, 'contacts.file', student),
      waive: isOpen && nextWay?.kind === 'waive' && can(actor, 'contacts.waive', student),
    },
  };
}

function callingRole({ role }: Actor): 'adviser' | 'counselor' {
  if (role === 'adviser' || role === 'counselor') return role;
  throw new Error(`the gate let ${role} through to a call`);
}
