import { parseHundredths } from '#core/domain/decimal';
import { DomainError } from '#core/domain/errors';
import type { ExamKind } from '#core/domain/grade-row';
import type { Policy } from '#core/domain/policy';
import { scoreProblem } from '#core/domain/score';
import { plainText, trimCell } from './cell-text';
import { type Problem, problem, readPersonNo, refuseBroken } from './field-value';
import type { GradeField } from './layouts';

/** What a 选课课号 such as `(2017-2018-2)-TY170002-05001-1` tells. */
export interface Selection {
  readonly term: string;
  readonly courseCode: string;
}

export type FieldValue = string | number | boolean | null | Selection | Examination | Problem;
export type FieldReaders = { readonly [F in GradeField]: (text: string) => FieldValue };

/** What the kind of an examination 考试性质 says of a row that stands for one examination. */
export interface Examination {
  readonly kind: ExamKind;
  /** Also of a resit: the one that follows a retake. */
  readonly isRetake: boolean;
}

const ACADEMIC_YEAR = /^(\d{4})[-–—](\d{4})(?:学年)?$/;
const SEMESTER = /^第?([123一二三])(?:学期)?$/;
const SEMESTER_NUMBERS: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3' };
/** (学年-学期)-课程代码-教师号-序号; a course code may hold hyphens itself. */
const SELECTION = /^\((\d{4})-(\d{4})-([123])\)-(.+)-[^-]+-[^-]+$/;
const TERM = /^(\d{4})[-–—](\d{4})(?:学年)?[-–—]?第?([123一二三])(?:学期)?$/;
const START_YEAR = /^\d{4}$/;
/** 正方 V9 numbers its semesters so. */
const SEMESTER_CODES: Readonly<Record<string, string>> = { 3: '1', 12: '2', 16: '3' };
/** With a number or a bracket behind: 补考一, 重修（2）. */
const REGULAR = /^(?:正考|正常考试|正常|初修|首考|期末考试|期末|正式考试|缓考(?:考试)?)$/;
const RESIT = /^(?:.*补考|清考|毕业清考)(?:[\d一二三四五]|第?[\d一二三四五]次|\(.{0,8}\))*$/;
const RETAKE =
  /^(?:重修|重考|重新学习|再次学习|跟班重修|单开班重修)(?:考试)?(?:[\d一二三四五]|第?[\d一二三四五]次|\(.{0,8}\))*$/;
/** More credits than any course has; a 成绩 in this column shows shifted columns. */
const MAX_CREDIT = 5000;
/** Scales go to 4, 4.3 or 5; some schools' to 10. */
const MAX_POINT = 1000;

const NO = new Set(['', '0', '否', 'N', 'n', 'FALSE', 'false', '无', '正常', '主修', '初修', '正常修读']);
const RETAKE_YES = /^(?:[1-9]|是|有|重修|重修\d+|Y|y|√|TRUE|true)$/;
const MINOR_YES = /^(?:[12]|是|辅修|辅修.*|二专业|第二专业|双学位|双专业|Y|y|√|TRUE|true)$/;
const VOID_YES = /^(?:1|是|作废|Y|y|√|TRUE|true)$/;

/** Readers of single cells. Each depends on the cell's text alone, so its answers may be kept by text. */
export function createFieldReaders({ grading }: Policy): FieldReaders {
  const score = (text: string): FieldValue => {
    const plain = plainText(text);
    if (plain === '') return null;
    const reason = scoreProblem(plain, grading);
    return reason === null ? plain : problem(reason);
  };
  const readers: FieldReaders = {
    studentNo: (text) => readPersonNo(plainText(text), '学号'),
    studentName: optionalText,
    className: optionalText,
    academicYear: readAcademicYear,
    semester: readSemester,
    courseCode: (text) => plainText(text) || problem('课程代码为空'),
    selectionCode: readSelection,
    courseName: (text) => trimCell(text) || problem('课程名称为空'),
    nature: trimCell,
    credit: readCredit,
    point: readPoint,
    score,
    resitScore: score,
    retakeScore: score,
    retakeFlag: readFlag('重修标记', RETAKE_YES),
    minorFlag: readFlag('辅修标记', MINOR_YES),
    voidFlag: readFlag('作废标记', VOID_YES),
    remark: optionalText,
    term: readTerm,
    startYear: readStartYear,
    semesterCode: readSemesterCode,
    examKind: readExamKind,
    natureAttribute: (text) => trimCell(text) || null,
    mark: knownMark(grading),
    studyMode: (text) => plainText(text) || null,
    makeupTerm: (text) => (plainText(text) === '' ? null : readTerm(text)),
    resitRemark: (text) => {
      const mark = knownMark(grading)(text);
      return mark === null || grading.marks[mark] === 'passed' ? null : mark;
    },
  };
  const guarded = Object.entries(readers).map(([field, read]) => [field, refuseBroken(read)]);
  return Object.fromEntries(guarded) satisfies Record<string, (text: string) => FieldValue> as FieldReaders;
}

/** A mark of the policy's table; any other text says nothing of the score. */
const knownMark =
  ({ marks }: Policy['grading']) =>
  (text: string): string | null => {
    const plain = plainText(text);
    return Object.hasOwn(marks, plain) ? plain : null;
  };

const optionalText = (text: string): string | null => trimCell(text) || null;

function readAcademicYear(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '') return null;
  const match = ACADEMIC_YEAR.exec(plain);
  if (!match || Number(match[2]) !== Number(match[1]) + 1) return problem('学年应写作 2017-2018');
  return `${match[1]}-${match[2]}`;
}

function readSemester(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '') return null;
  const digit = SEMESTER.exec(plain)?.[1];
  if (digit === undefined) return problem('学期应为 1、2 或 3');
  return SEMESTER_NUMBERS[digit] ?? digit;
}

function readTerm(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '') return problem('开课学期为空');
  const [, from, to, semester = ''] = TERM.exec(plain) ?? [];
  if (from === undefined || Number(to) !== Number(from) + 1) return problem('学期应写作 2017-2018-2');
  return `${from}-${to}-${SEMESTER_NUMBERS[semester] ?? semester}`;
}

function readStartYear(text: string): FieldValue {
  const plain = plainText(text);
  if (START_YEAR.test(plain)) return `${plain}-${Number(plain) + 1}`;
  return readAcademicYear(text);
}

const readSemesterCode = (text: string): FieldValue =>
  SEMESTER_CODES[plainText(text)] ?? problem('学期代码应为 3、12 或 16');

/** Blank: the only examination that the system knows of. */
function readExamKind(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '' || REGULAR.test(plain)) return plain === '' ? null : { kind: 'regular', isRetake: false };
  if (RESIT.test(plain)) return { kind: 'resit', isRetake: /重修|重补/.test(plain) };
  if (RETAKE.test(plain)) return { kind: 'retake', isRetake: true };
  return problem('考试性质应为正常考试、补考、重修或缓考');
}

function readSelection(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '') return problem('选课课号为空，无法得知课程代码');
  const match = SELECTION.exec(plain);
  const courseCode = match?.[4]?.trim() ?? '';
  if (!match || courseCode === '' || Number(match[2]) !== Number(match[1]) + 1) {
    return problem('选课课号应写作 (2017-2018-2)-课程代码-教师号-序号');
  }
  return { term: `${match[1]}-${match[2]}-${match[3]}`, courseCode };
}

function readCredit(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '') return problem('学分为空');
  const credit = hundredthsOf(plain);
  if (credit === null) return problem('学分应为至多两位小数的数字');
  if (credit < 0) return problem('学分不能是负数');
  if (credit > MAX_CREDIT) return problem('学分过大，这一行可能错了列');
  return credit;
}

function readPoint(text: string): FieldValue {
  const plain = plainText(text);
  if (plain === '') return null;
  const point = hundredthsOf(plain);
  if (point === null) return problem('绩点应为至多两位小数的数字');
  if (point < 0) return problem('绩点不能是负数');
  if (point > MAX_POINT) return problem('绩点过大，这一行可能错了列');
  return point;
}

function hundredthsOf(plain: string): number | null {
  try {
    return parseHundredths(plain);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

const readFlag =
  (what: string, yes: RegExp) =>
  (text: string): FieldValue => {
    const plain = plainText(text);
    if (NO.has(plain)) return false;
    return yes.test(plain) ? true : problem(`${what}应为 0、1 或是、否`);
  };
