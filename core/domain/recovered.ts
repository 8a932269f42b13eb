import type { Course } from './attempts';
import { type Credits, type OutstandingCredits, parseCredits } from './credits';
import type { EvidenceRow } from './criterion';
import { lineStanding } from './study-plan';
import { nextTerm, type Term } from './term';

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
 * Each course behind a case's credits by the present grades. A pass of a later semester is that
 * semester's; a fail that was taken back is a correction, no recovery.
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
  return opened.map(({ courseCode, courseName, credit, term: since }) => {
    const known = courses.find(({ attempts }) => attempts.some(({ row }) => row.courseCode === courseCode));
    const isRepeatable = known?.isRepeatable ?? false;
    const standing = lineStanding({ code: courseCode, since, isRepeatable }, courses, outstanding);
    const pass = standing.kind === 'cleared' ? standing.by : null;
    const isRecovered = pass !== null && pass.term <= until;
    return {
      courseName,
      credit: parseCredits(credit),
      isRecovered,
      said: isRecovered
        ? `${courseName} ${credit} 学分，通过于 ${pass.term}（${pass.score}）`
        : `${courseName} ${credit} 学分，${standing.kind === 'cleared' ? '成绩已更正' : '尚未通过'}`,
    };
  });
}
