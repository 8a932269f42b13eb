import type { PlanBeside } from '../contract/outputs/talks';
import { FAMILY_FIELDS, NO_DETAILS, type TalkDetails } from '../domain/talk-details';
import { inForceOf } from './plan-view';
import type { TalkWithNames } from './ports';
import type { UseCaseDeps } from './use-case';

/** The family as the last talk had it; how the student is doing is asked anew. @param talks the newest first */
export function knownDetails(talks: readonly TalkWithNames[]): TalkDetails {
  const last = talks.find(({ details }) => details !== null)?.details;
  if (!last) return NO_DETAILS;
  return { ...NO_DETAILS, ...Object.fromEntries(FAMILY_FIELDS.map((field) => [field, last[field]])) };
}

/** Goal, steps and courses of the plan in force; reading it is logged as opening the plan is. */
export async function planBeside(
  studentId: string,
  caseId: string,
  deps: UseCaseDeps,
): Promise<PlanBeside | null> {
  const plan = inForceOf((await deps.studyPlans.ofStudent(studentId)).versions, caseId);
  if (!plan) return null;
  await deps.audit.record({ action: 'plans.show', subject: { type: 'case', id: caseId } });
  return {
    goal: plan.goal,
    steps: plan.steps.map(({ text }) => text),
    courses: plan.lines.map(({ courseName, target }) =>
      target === '' ? courseName : `${courseName}：${target}`,
    ),
  };
}
