import type { CriterionId, CriterionState } from './criterion';
import { type GradePointAverage, isBelow } from './gpa';
import type { Hundredths } from './grade-row';
import type { Policy } from './policy';

/** What a list beside the grades comes to for one student; null: no list was handed in. */
export interface ListedFigure {
  /** Class-hours in 1/100, or rows that count. */
  readonly amount: number;
  /** Rows that could not be read and might have counted. */
  readonly unread: number;
}

/** All that the six criteria hang on, summed. */
export interface CriterionFigures {
  /** Whether there are any grades. */
  readonly isGraded: boolean;
  readonly outstanding: Hundredths;
  /** With the fails of unknown nature: an answer that hangs on them is not known. */
  readonly outstandingAtMost: Hundredths;
  /** null: nothing graded has credits. */
  readonly average: Omit<GradePointAverage, 'entries'> | null;
  readonly absences: ListedFigure | null;
  readonly warnings: ListedFigure | null;
  readonly discipline: ListedFigure | null;
  readonly referrals: ListedFigure | null;
}

/** The six criteria of art. 3: each met, not met, or not to be said. */
export function evaluateCriteria(
  figures: CriterionFigures,
  { criteria: { truancyHours, failedCoursesFrom, warningLine, gpaBelow } }: Policy,
): Readonly<Record<CriterionId, CriterionState>> {
  const { isGraded, outstanding, outstandingAtMost, average, warnings } = figures;
  const isWarned = outstanding >= warningLine;
  return {
    truancy: stateOf(figures.absences, truancyHours),
    'failed-courses': isWarned
      ? 'not-met'
      : outstanding >= failedCoursesFrom
        ? 'met'
        : !isGraded || outstandingAtMost >= failedCoursesFrom
          ? 'no-data'
          : 'not-met',
    'academic-warning':
      isWarned || (warnings !== null && warnings.amount > 0)
        ? 'met'
        : !isGraded || outstandingAtMost >= warningLine
          ? 'no-data'
          : stateOf(warnings, 1),
    'low-gpa': average === null ? 'no-data' : isBelow(average, gpaBelow) ? 'met' : 'not-met',
    'study-discipline': stateOf(figures.discipline, 1),
    referral: stateOf(figures.referrals, 1),
  };
}

/** No list, or rows that could not be read and might have met it: no data. */
function stateOf(listed: ListedFigure | null, limit: number): CriterionState {
  if (listed === null) return 'no-data';
  if (listed.amount >= limit) return 'met';
  return listed.unread > 0 ? 'no-data' : 'not-met';
}
