import type { Attempt } from './attempts';
import type { Hundredths } from './courses';

/** Headings of the registrar's bulk export (`zf_old_admin_bulk_20`). */
export const bulkHeadings = [
  '学号',
  '姓名',
  '课程名称',
  '学分',
  '备注',
  '折算成绩',
  '补考成绩',
  '补考成绩备注',
  '重修成绩',
  '绩点',
  '课程性质',
  '课程归属',
  '重修标记',
  '选课课号',
  '学年',
  '学期',
  '是否注册',
  '学院',
  '班级',
  '正考学年学期',
  '教师姓名',
] as const;

/** Headings of the transcript that a student can save (`zf_old_student_16`): no 学号 in it. */
export const transcriptHeadings = [
  '学年',
  '学期',
  '课程代码',
  '课程名称',
  '课程性质',
  '课程归属',
  '学分',
  '绩点',
  '成绩',
  '辅修标记',
  '补考成绩',
  '重修成绩',
  '学院名称',
  '备注',
  '重修标记',
  '课程英文名称',
] as const;

/** How one export writes what it has; each of the school's machines has habits of its own. */
export interface Habits {
  /** What stands in an empty cell. */
  readonly blank: '' | ' ' | '\u00a0';
  /** `4`, `4.0`, or one and the other. */
  readonly credits: 'short' | 'long' | 'mixed';
  /** Written around a 学号: a tab keeps spreadsheets from taking it for a number. */
  readonly studentNo: (studentNo: string, row: number) => string;
}

function writeCredit(credit: Hundredths, long: boolean): string {
  const short = String(credit / 100);
  return long && !short.includes('.') ? `${short}.0` : short;
}

/** Points come padded to seven places, `   1.75`. */
const writePoint = (point: Hundredths | null) => (point === null ? '' : (point / 100).toFixed(2).padStart(7));

const splitTerm = (term: string) => [term.slice(0, 9), term.slice(10)] as const;

export function toBulkRow(attempt: Attempt, row: number, habits: Habits): string[] {
  const { student, course, term } = attempt;
  const [year, semester] = splitTerm(term);
  const section = student.class.name.slice(-1);
  const long = habits.credits === 'long' || (habits.credits === 'mixed' && row % 3 === 0);
  const cells: Record<(typeof bulkHeadings)[number], string> = {
    学号: habits.studentNo(student.studentNo, row),
    姓名: student.name,
    课程名称: course.name,
    学分: writeCredit(course.credit, long),
    备注: attempt.remark,
    折算成绩: attempt.score,
    补考成绩: attempt.resitScore,
    补考成绩备注: attempt.resitNote,
    重修成绩: attempt.retakeScore,
    绩点: writePoint(attempt.point),
    课程性质: course.nature,
    课程归属: course.category,
    重修标记: attempt.isRetake ? '1' : '0',
    选课课号: `(${term})-${course.code}-${course.teacherNo}-${section}`,
    学年: year,
    学期: semester,
    是否注册: '是',
    学院: '生命科学系',
    班级: student.class.name,
    正考学年学期: attempt.firstTerm,
    教师姓名: course.teacher,
  };
  return bulkHeadings.map((heading) => (cells[heading].trim() === '' ? habits.blank : cells[heading]));
}

export function toTranscriptRow(attempt: Attempt, row: number): string[] {
  const { course } = attempt;
  const [year, semester] = splitTerm(attempt.term);
  const cells: Record<(typeof transcriptHeadings)[number], string> = {
    学年: year,
    学期: semester,
    课程代码: course.code,
    课程名称: course.name,
    课程性质: course.nature,
    课程归属: course.category,
    学分: writeCredit(course.credit, row % 2 === 0),
    绩点: writePoint(attempt.point),
    成绩: attempt.score,
    辅修标记: attempt.isMinor ? '1' : '0',
    补考成绩: attempt.resitScore,
    重修成绩: attempt.retakeScore,
    学院名称: course.college,
    备注: attempt.remark,
    重修标记: attempt.isRetake ? '1' : '0',
    课程英文名称: '',
  };
  return transcriptHeadings.map((heading) => (cells[heading].trim() === '' ? ' ' : cells[heading]));
}
