import type { LearningSheet, SheetCourse } from '../domain/joint-meeting';
import { TIER_WORDS, toCourse, trimZeros } from '../domain/letter-content';
import { dayLabel } from '../domain/local-date';
import type { ScreeningResult } from '../domain/screening';
import { termLabel } from '../domain/term';
import { readDutyContext } from './case-duties';
import { standingOfCourses } from './plan-view';
import type { CaseWithFacts } from './ports';
import type { UseCaseDeps } from './use-case';

type Standing = Awaited<ReturnType<typeof standingOfCourses>>;

/**
 * 学习情况表: courses, credits and GPA as the decision had them; the next resit or retake of each by the
 * grades of today.
 */
export async function learningSheetOf(held: CaseWithFacts, deps: UseCaseDeps): Promise<LearningSheet> {
  const proposal = await deps.screenings.proposal(held.proposalId);
  if (!proposal) throw new Error('a case without its evidence');
  const { result } = proposal;
  const standing = await standingOfCourses(held.student.id, held.term, deps, await readDutyContext(deps));
  return {
    tier: TIER_WORDS[held.tier],
    outstandingCredits: trimZeros(result.outstandingCredits),
    gpa: result.gpa,
    courses: result.outstanding.map(
      (row): SheetCourse => ({ ...toCourse(row), next: nextOf(row.courseCode, standing) }),
    ),
  };
}

function nextOf(
  courseCode: ScreeningResult['outstanding'][number]['courseCode'],
  { courses, lines, outstanding }: Standing,
): string {
  // By a row's own code too: a substitution that came later calls the course by another.
  const course = courses.find(
    ({ attempts, code }) => code === courseCode || attempts.some(({ row }) => row.courseCode === courseCode),
  );
  if (!course) return '待核对';
  const line = lines.find(({ code }) => code === course.code);
  if (!line) return '已通过';
  if (outstanding.pending.some(({ row }) => course.attempts.some((one) => one.row === row)))
    return '成绩未出';
  if (line.way === 'resit')
    return line.on === null ? `${termLabel(line.term)}初补考` : `${dayLabel(line.on)}补考`;
  return `${termLabel(line.term)}重修`;
}
