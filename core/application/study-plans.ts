import type { ParsedInput } from '../contract/actions';
import type { PlanChanged } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { secondsAfter } from '../domain/local-date';
import { codeSecret, makeStudentCode } from '../domain/student-code';
import { type PlanContent, planText, validatePlan } from '../domain/study-plan';
import { notFound, requireAccess } from './access';
import { keepSignature } from './kept-signatures';
import { inForceOf, showPlanOf } from './plan-view';
import { readPolicy } from './policy-in-force';
import type { Actor, CaseWithFacts } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** The plan of a case with where each line stands today; one version of it on request. */
export const showPlan: UseCase<'plans.show'> = async ({ caseId, planId, isAhead }, actor, deps) => {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, 'plans.show', held);
  await deps.audit.record({
    action: 'plans.show',
    subject: { type: 'case', id: caseId },
    ...(isAhead ? { detail: { ahead: true } } : {}),
  });
  return showPlanOf(held, actor, deps, planId);
};

/** A new version (art. 4): what it says is agreed to afterwards. The same id twice writes once. */
export const savePlan: UseCase<'plans.save'> = async (input, actor, deps) => {
  const held = await requireOpenCase(input.caseId, 'plans.save', actor, deps);
  const { versions } = await deps.studyPlans.ofStudent(held.student.id);
  const content = writtenIn(input);
  const contentHash = deps.hasher.sha256(planText(content));
  const earlier = versions.find(({ id }) => id === input.id);
  if (earlier) {
    if (earlier.contentHash !== contentHash || earlier.caseId !== held.id) throw conflict();
    return changed(held, actor, deps, { repeated: true });
  }
  const last = inForceOf(versions, held.id);
  if ((last?.id ?? null) !== input.basedOn) throw conflict();
  const reason = input.reason.trim();
  validatePlan({ ...content, reason }, { isRevision: last !== null });
  const ordinal = (last?.ordinal ?? 0) + 1;
  const isNew = await deps.studyPlans.add({
    id: input.id,
    caseId: held.id,
    studentId: held.student.id,
    ordinal,
    reason: last === null ? '' : reason,
    ...content,
    contentHash,
    authorId: actor.personId,
    madeOn: actor.today,
    madeAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'plans.save',
      subject: { type: 'plan', id: input.id },
      student: held.student.id,
      detail: { case: held.id, version: ordinal, lines: content.lines.length },
    });
  }
  return changed(held, actor, deps, { repeated: !isNew });
};

/** The student agrees to the version in force, by a signature on the adviser's phone. */
export const agreeToPlan: UseCase<'plans.agree'> = async (input, actor, deps) => {
  const held = await requireOpenCase(input.caseId, 'plans.agree', actor, deps);
  const plan = inForceOf((await deps.studyPlans.ofStudent(held.student.id)).versions, held.id);
  if (!plan) throw notFound();
  if (plan.agreement?.id === input.id) return changed(held, actor, deps, { repeated: true });
  if (plan.id !== input.planId) throw conflict();
  if (plan.agreement) throw new DomainError('ALREADY_AGREED', '学生已经确认过这一版计划，不用再签。');
  const picture = await keepSignature(input, actor, deps);
  const isNew = await deps.studyPlans.addAgreement({
    id: input.id,
    planId: plan.id,
    studentId: held.student.id,
    contentHash: plan.contentHash,
    ...picture,
    witnessId: actor.personId,
    agreedOn: actor.today,
    agreedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'plans.agree',
      subject: { type: 'plan', id: plan.id },
      student: held.student.id,
      detail: { case: held.id, agreement: input.id, content: plan.contentHash },
    });
  }
  return changed(held, actor, deps, { repeated: !isNew });
};

/** Six digits by which the student answers on the own phone; the ones before are worth nothing from now on. */
export const issuePlanCode: UseCase<'plans.code'> = async ({ caseId, planId }, actor, deps) => {
  const held = await requireOpenCase(caseId, 'plans.code', actor, deps);
  const plan = inForceOf((await deps.studyPlans.ofStudent(held.student.id)).versions, held.id);
  if (!plan) throw notFound();
  if (plan.id !== planId) throw conflict();
  if (plan.agreement) throw new DomainError('ALREADY_AGREED', '学生已经确认过这一版计划，不用再确认。');
  const { codeMinutes } = (await readPolicy(deps)).help;
  const code = makeStudentCode(deps.random);
  const now = deps.clock.now();
  const isIssued = await deps.studyPlans.keepCode(
    plan.id,
    deps.hasher.sha256(codeSecret('plan', plan.id, code)),
    plan.goal,
    now,
    secondsAfter(now, 60 * codeMinutes),
  );
  if (!isIssued) throw conflict();
  await deps.audit.record({
    action: 'plans.code',
    subject: { type: 'plan', id: plan.id },
    student: held.student.id,
  });
  return { planId: plan.id, code, minutes: codeMinutes };
};

/** @throws DomainError NOT_FOUND, FORBIDDEN, CASE_CLOSED */
export async function requireOpenCase(
  caseId: string,
  action: 'plans.save' | 'plans.agree' | 'plans.code' | 'plans.review' | 'plans.advise',
  actor: Actor,
  deps: UseCaseDeps,
): Promise<CaseWithFacts> {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, action, held);
  if (held.status === 'closed')
    throw new DomainError('CASE_CLOSED', '这位学生的帮扶档案已经结束，不能再填写。');
  return held;
}

/** As it stands after the change. */
export async function changed(
  before: CaseWithFacts,
  actor: Actor,
  deps: UseCaseDeps,
  { repeated, late = 0 }: { readonly repeated: boolean; readonly late?: number },
): Promise<PlanChanged> {
  const held = await deps.cases.find(before.id);
  if (!held) throw notFound();
  return {
    view: await showPlanOf(held, actor, deps),
    repeated,
    late: late > 0 ? { days: late } : null,
  };
}

/** What a person wrote, as it is kept. */
const writtenIn = ({ goal, lines, steps }: ParsedInput<'plans.save'>): PlanContent => ({
  goal: goal.trim(),
  lines: lines.map((line) => ({ ...line, target: line.target.trim() })),
  steps: steps.map(({ text, isShared }) => ({ text: text.trim(), isShared })),
});

const conflict = (): DomainError =>
  new DomainError('CONFLICT', '这份计划刚刚有了更新的版本。请刷新后再改，您写的内容还在草稿里。');
