import type { Attempt, Course } from './attempts';
import { type Credits, type OutstandingCredits, parseCredits } from './credits';
import type { EvidenceRow } from './criterion';
import { lineStanding } from './study-plan';
import { nextTerm, type Term, termLabel } from './term';

/** What has become of a course that was outstanding when a case was opened. */
export interface CourseOutcome {
  readonly courseName: string;
  readonly credit: Credits;
  /** Passed since, by the end of the semester in which help was given. */
  readonly isRecovered: boolean;
  /** 通过于 2026-2027-1（78）, or that it is still open. */
  readonly said: string;
}

/**
 * Each course behind a case's credits by the present grades: recovered is what was passed after the fail, by
 * the end of the semester in which help was given. A fail that was taken back, or a result that was known
 * as a fail and was corrected, is no recovery.
 *
 * @param opened the rows that the answer summed which opened the case
 * @param term of the case
 */
export function courseOutcomes(
  opened: readonly EvidenceRow[],
  term: Term,
  courses: readonly Course[],
  outstanding: OutstandingCredits,
): readonly CourseOutcome[] {
  const until = nextTerm(term);
  return opened.map((fail) => {
    const { courseCode: code, courseName, credit, term: since } = fail;
    const course = courses.find(({ attempts }) => attempts.some(({ row }) => row.courseCode === code));
    const isRepeatable = course?.isRepeatable ?? false;
    const isCleared = lineStanding({ code, since, isRepeatable }, courses, outstanding).kind === 'cleared';
    const pass = isCleared && course ? passAfter(fail, course) : null;
    const isRecovered = pass !== null && pass.row.term <= until;
    return {
      courseName,
      credit: parseCredits(credit),
      isRecovered,
      said: isRecovered
        ? `${courseName} ${credit} 学分，通过于 ${termLabel(pass.row.term)}（${pass.text ?? ''}）`
        : `${courseName} ${credit} 学分，${!isCleared ? '尚未通过' : pass === null ? '成绩已更正' : `通过于 ${termLabel(pass.row.term)}，在帮扶的学期之后`}`,
    };
  });
}

/** The first pass after a fail that still stands; null: what was a fail is none any more. */
function passAfter(fail: EvidenceRow, { attempts, isRepeatable }: Course): Attempt | null {
  const at = attempts.findIndex(({ meaning, row }) => meaning.outcome === 'failed' && row.term === fail.term);
  if (at < 0) return null;
  const pass = attempts
    .slice(at + 1)
    .find(
      (one) =>
        one.meaning.outcome === 'passed' && (one.isRetake || !isRepeatable) && !wasKnownAsFail(one, fail),
    );
  return pass ?? null;
}

/** A cell of the same row that had a result already. */
const wasKnownAsFail = ({ rank, row }: Attempt, fail: EvidenceRow): boolean =>
  row.term === fail.term &&
  ((isResit(rank) && fail.resitScore !== null) || (rank === 4 && fail.retakeScore !== null));

const isResit = (rank: Attempt['rank']): boolean => rank === 1 || rank === 3;
