import type { TalkForm } from '../contract/outputs';
import { CRITERIA, type CriterionId } from '../domain/criterion';
import type { ScreeningResult } from '../domain/screening';

/** The figures of a frozen answer. */
export const summaryOf = ({ outstandingCredits, gpa, toNextTier }: ScreeningResult) => ({
  outstandingCredits,
  gpa,
  toNextTier,
});

export const metCriteria = ({ criteria }: ScreeningResult): readonly CriterionId[] =>
  CRITERIA.filter((id) => criteria[id] === 'met');

/** The courses that make up the outstanding credits, as the talk's form shows them. */
export function outstandingCourses(result: ScreeningResult | undefined): TalkForm['outstanding'] {
  return (result?.outstanding ?? []).map(({ courseName, credit, term }) => ({ courseName, credit, term }));
}
