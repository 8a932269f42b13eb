import type { PlanSeen } from '../contract/outputs';
import { keptWish } from '../domain/study-plan';
import type { Clock, Store } from './ports';
import { type Phone, refuseCode, toLookedUp } from './student-code';

/**
 * The student's word on the study plan, by 学号 and the six digits that the adviser's phone shows, beside the
 * signature on that phone. The student has no account, sees this version of the plan and nothing else, and
 * agrees or says what to change. A newer version takes the code's worth away.
 *
 * @throws DomainError PLAN_CODE_WRONG, PLAN_TOO_MANY, PLAN_OWN_PHONE; TEXT_MISSING, TEXT_TOO_LONG of a wish
 */
export async function answerPlan(
  phone: Phone,
  typed: {
    readonly studentNo: string;
    readonly planCode: string;
    readonly answer: 'look' | 'agreed' | 'objected';
    readonly wish: string;
  },
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<PlanSeen> {
  const { outcome, goal, lines, steps } = await store.answerPlan({
    ...phone,
    ...toLookedUp(typed.studentNo, typed.planCode),
    answer: typed.answer,
    wish: typed.answer === 'objected' ? keptWish(typed.wish) : '',
    at: clock.now(),
    today: clock.today(),
  });
  switch (outcome) {
    case 'wrong':
    case 'too-many':
    case 'own-phone':
      return refuseCode(outcome, { of: 'PLAN', field: 'planCode', issuer: '班主任', turnTo: '班主任' });
    default:
      return {
        outcome,
        goal,
        lines: lines.map(({ courseName, credit, on, target, term, way }) => ({
          courseName,
          credit,
          on,
          target,
          term,
          way,
        })),
        steps: steps.map(({ text }) => text),
      };
  }
}
