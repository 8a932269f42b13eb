import type { PlanFacts } from '#core/application/ports';
import { byCase } from './by-case';
import { type Context, uuids } from './context';

/** What the duties of cases are derived from, of their plans, by case; three statements however many. */
export async function planFactsOf(
  caseIds: readonly string[],
  context: Context,
): Promise<(caseId: string) => PlanFacts> {
  const { db, actor } = context;
  const agreed = await db
    .selectFrom('plan_agreement')
    .innerJoin('study_plan', (join) =>
      join
        .onRef('study_plan.department_id', '=', 'plan_agreement.department_id')
        .onRef('study_plan.id', '=', 'plan_agreement.plan_id'),
    )
    .where('plan_agreement.department_id', '=', actor.departmentId)
    .where('study_plan.case_id', '=', uuids(caseIds))
    .select(['study_plan.case_id as caseId', 'study_plan.id as planId', 'plan_agreement.agreed_on as on'])
    .orderBy('plan_agreement.agreed_at')
    .orderBy('study_plan.id')
    .execute();
  const reviews = await db
    .selectFrom('plan_review')
    .innerJoin('study_plan', (join) =>
      join
        .onRef('study_plan.department_id', '=', 'plan_review.department_id')
        .onRef('study_plan.id', '=', 'plan_review.plan_id'),
    )
    .where('plan_review.department_id', '=', actor.departmentId)
    .where('study_plan.case_id', '=', uuids(caseIds))
    .select([
      'study_plan.case_id as caseId',
      'plan_review.id as reviewId',
      'plan_review.held_on as on',
      'plan_review.filed_on as filedOn',
    ])
    .orderBy('plan_review.filed_at')
    .orderBy('plan_review.id')
    .execute();
  const advices = await db
    .selectFrom('course_advice')
    .where('department_id', '=', actor.departmentId)
    .where('case_id', '=', uuids(caseIds))
    .select(['case_id as caseId', 'id as adviceId', 'held_on as on', 'filed_on as filedOn'])
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
  const [plansBy, reviewsBy, advicesBy] = [byCase(agreed), byCase(reviews), byCase(advices)];
  return (caseId) => ({
    studyPlans: plansBy.get(caseId) ?? [],
    planReviews: reviewsBy.get(caseId) ?? [],
    courseAdvices: advicesBy.get(caseId) ?? [],
  });
}
