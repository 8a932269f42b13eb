import type { Attempt, Course } from './attempts';
import { formatQuotient } from './decimal';
import type { GradeRow, Hundredths } from './grade-row';
import type { Policy } from './policy';
import { pointOf } from './score';

/** 平均学分绩点 as a fraction: points ÷ credits, both exact. */
export interface GradePointAverage {
  /** Σ(credit × point) in 1/10000. */
  readonly points: number;
  /** Σ credit in 1/100, above 0. */
  readonly credits: Hundredths;
  readonly entries: readonly GradedEntry[];
}

/** One course in one semester, with the point that stands for it. */
export interface GradedEntry {
  readonly row: GradeRow;
  readonly point: Hundredths;
}

/**
 * Σ(credit × point) ÷ Σ credit over all graded courses, fails and electives included. A course
 * enters once for each semester in which it was taken (a retake in a later semester is one of its
 * own, as in the registrar's own average); a resit, in a column or in a row of its own, belongs to
 * its semester. The export's own point is taken where it has one, else the policy's formula.
 * Pass/fail courses without a point, pending and withdrawn results stay out of both sums.
 *
 * @returns null where nothing graded has credits: no data
 */
export function gradePointAverage(courses: readonly Course[], policy: Policy): GradePointAverage | null {
  const entries: GradedEntry[] = [];
  let points = 0;
  let credits = 0;
  for (const { attempts } of courses) {
    for (let from = 0; from < attempts.length; ) {
      const to = endOfEnrolment(attempts, from);
      const entry = entryOf(attempts, from, to, policy);
      if (entry) {
        entries.push(entry);
        points += entry.row.credit * entry.point;
        credits += entry.row.credit;
      }
      from = to;
    }
  }
  return credits > 0 ? { points, credits, entries } : null;
}

/** Below the limit by cross-multiplication, so that 1.4996 is below 1.5 and 1.5 is not. */
export const isBelow = (
  { points, credits }: Omit<GradePointAverage, 'entries'>,
  limit: Hundredths,
): boolean => points < limit * credits;

/** Four places for display; comparisons never use it. */
export const formatGpa = ({ points, credits }: GradePointAverage): string =>
  formatQuotient(points, credits * 100);

/** Results of one semester stand together; a row that retakes within the semester is one of its own. */
function endOfEnrolment(attempts: readonly Attempt[], from: number): number {
  const first = attempts[from] as Attempt;
  let to = from + 1;
  while (to < attempts.length) {
    const next = attempts[to] as Attempt;
    const isSame =
      next.row === first.row ||
      (next.row.term === first.row.term && isRetakeRow(next) === isRetakeRow(first));
    if (!isSame) break;
    to += 1;
  }
  return to;
}

const isRetakeRow = ({ row }: Attempt): boolean => row.isRetake || row.examKind === 'retake';

/** The last result that decides stands for the semester, with its row's credit and point. */
function entryOf(attempts: readonly Attempt[], from: number, to: number, policy: Policy): GradedEntry | null {
  for (let at = to - 1; at >= from; at--) {
    const { row, meaning, rank } = attempts[at] as Attempt;
    if (meaning.outcome !== 'passed' && meaning.outcome !== 'failed') continue;
    const isPass = meaning.outcome === 'passed';
    // 通过 with 0.00 beside it has no point: a pass is never worth nothing.
    const hasPoint = row.point !== null && !(row.point === 0 && isPass);
    if (meaning.percent === null && !hasPoint) return null;
    if (row.point !== null) return { row, point: row.point };
    const formula = pointOf(meaning.percent ?? 0, isPass, policy.grading);
    const isResit = rank === 1 || rank === 3;
    return { row, point: isResit ? Math.min(formula, policy.grading.point.resitCap) : formula };
  }
  return null;
}
