import { type Attempt, type Course, natureKind } from './attempts';
import type { OutstandingCourse, OutstandingCredits } from './credits';
import type { EvidenceRow } from './criterion';
import { formatHundredths, formatQuotient } from './decimal';
import type { GradePointAverage } from './gpa';
import type { GradeRow } from './grade-row';
import type { Policy } from './policy';
import { termLabel } from './term';

/** Every failed result, with what it adds to the outstanding credits or why it adds nothing. */
export function explainOutstanding(
  courses: readonly Course[],
  outstanding: OutstandingCredits,
  policy: Policy,
): readonly EvidenceRow[] {
  const rows = new Map<GradeRow, string>();
  for (const { fail, course } of outstanding.courses) rows.set(fail.row, counted(fail, course));
  for (const { fail } of outstanding.uncounted) rows.set(fail.row, uncounted(fail, policy));
  for (const entry of outstanding.unknownNature) rows.set(entry.fail.row, unknownNature(entry));
  for (const course of courses) {
    for (const attempt of course.attempts) {
      if (attempt.meaning.outcome === 'failed' && !rows.has(attempt.row)) {
        rows.set(attempt.row, superseded(attempt, course));
      }
    }
  }
  return [...rows].map(([row, because]) => toEvidenceRow(row, because)).sort(bySemester);
}

/** The courses of the sum alone. */
export const explainCounted = ({ courses }: OutstandingCredits): readonly EvidenceRow[] =>
  courses.map(({ fail, course }) => toEvidenceRow(fail.row, counted(fail, course)));

/** Every row of the average with credit × point. */
export const explainAverage = ({ entries }: GradePointAverage): readonly EvidenceRow[] =>
  entries
    .map(({ row, point }) => {
      const product = formatQuotient(row.credit * point, 10000);
      const source = row.point === null ? '，绩点由成绩换算' : '';
      return toEvidenceRow(
        { ...row, point },
        `${formatHundredths(row.credit)} 学分 × 绩点 ${formatHundredths(point)} = ${product}${source}`,
      );
    })
    .sort(bySemester);

export const explainPending = ({
  pending,
  unknownNature: unknown,
}: OutstandingCredits): readonly EvidenceRow[] => [
  ...pending.map(({ row, text }) =>
    toEvidenceRow(row, `${text ?? '成绩未录入'}：结果未定，不计入不及格学分和绩点`),
  ),
  ...unknown.map((entry) => toEvidenceRow(entry.fail.row, unknownNature(entry))),
];

function counted(fail: Attempt, { attempts, isRepeatable }: Course): string {
  const credit = formatHundredths(fail.row.credit);
  if (fail.row.credit === 0) return `${resultOf(fail)}，未通过；0 学分，只列出`;
  if (fail.isRetake) return `${resultOf(fail)}，重修仍未通过，只计一次，计 ${credit} 学分`;
  const hasEarlierPass = attempts.some(
    (attempt) => attempt.meaning.outcome === 'passed' && attempt.row.term < fail.row.term,
  );
  const note = isRepeatable
    ? '分学期修读的课程，须标明重修才能抵消'
    : hasEarlierPass
      ? '此前学期的通过不能抵消'
      : '此后没有通过的记录';
  return `${resultOf(fail)}，未通过，${note}，计 ${credit} 学分`;
}

function uncounted(fail: Attempt, policy: Policy): string {
  const kind = fail.row.isMinor ? 'minor' : natureKind(fail.row.nature, policy.courses);
  const why = kind === 'minor' ? '辅修课程' : `课程性质为${fail.row.nature}`;
  return `${resultOf(fail)}，未通过；${why}，不计入不及格学分`;
}

function unknownNature({ fail }: OutstandingCourse): string {
  const what = fail.row.nature === '' ? '课程性质为空' : `课程性质「${fail.row.nature}」不在对照表中`;
  return `${resultOf(fail)}，未通过；${what}，暂未计入，请系学工办确认`;
}

/** A fail that a later pass has cleared, or one of several of a course that counts once. */
function superseded(fail: Attempt, { attempts, isRepeatable }: Course): string {
  const pass = attempts
    .slice(attempts.indexOf(fail) + 1)
    .find(
      ({ meaning, row, isRetake }) =>
        meaning.outcome === 'passed' && (!isRepeatable || isRetake || row.term === fail.row.term),
    );
  if (!pass) return `${resultOf(fail)}，未通过；同一门课程不止一次未通过，只计一次`;
  const when = pass.row === fail.row ? '' : `${termLabel(pass.row.term)}`;
  return `${resultOf(fail)}，未通过；已由${when}${resultOf(pass)} 通过`;
}

const resultOf = (attempt: Attempt): string => `${kindOf(attempt)} ${attempt.text ?? ''}`;

const kindOf = ({ rank, isRetake }: Attempt): string =>
  rank === 1 || rank === 3 ? '补考' : isRetake ? '重修' : '成绩';

const bySemester = (a: EvidenceRow, b: EvidenceRow): number =>
  compare(a.term, b.term) || compare(a.courseCode, b.courseCode);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toEvidenceRow(row: GradeRow, because: string): EvidenceRow {
  return {
    file: row.file,
    row: row.row,
    term: row.term,
    courseCode: row.courseCode,
    courseName: row.courseName,
    nature: row.nature,
    credit: formatHundredths(row.credit),
    point: row.point === null ? null : formatHundredths(row.point),
    score: row.score,
    resitScore: row.resitScore,
    retakeScore: row.retakeScore,
    because,
  };
}
