import type { RejectedImportRow } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { GradeRow } from '#core/domain/grade-row';
import { headingKey, plainText, trimCell } from './cell-text';
import { isProblem, type Problem, problem, readPersonNo, rejectRow } from './field-value';
import type { FieldReaders, FieldValue, Selection } from './grade-fields';
import type { GradeField } from './layouts';
import type { Recognised, TableLayout } from './recognise';
import type { TableRow } from './table';

/** In the order in which a row's problems are named: who, what, then how it went. */
export const GRADE_FIELDS = [
  'studentNo',
  'studentName',
  'className',
  'courseName',
  'courseCode',
  'selectionCode',
  'academicYear',
  'semester',
  'nature',
  'credit',
  'score',
  'resitScore',
  'retakeScore',
  'point',
  'retakeFlag',
  'minorFlag',
  'voidFlag',
  'remark',
  'resitRemark',
] as const satisfies readonly GradeField[];

const FOOTER = /^((课程|学分)?(合计|总计|小计)|总学分|平均|共\s*\d+|制表|打印|导出|审核|说明|备注|注)/;
const ZERO = /^0+(\.0+)?$/;

/** Values of one row in the order of GRADE_FIELDS; null where the file has no such column. */
export type FieldValues = FieldValue[];

export const emptyValues = (): FieldValues => GRADE_FIELDS.map(() => null);

/**
 * The 学号 for rows of a layout without that column.
 *
 * @returns null where the file names its students itself
 * @throws DomainError STUDENT_NO_MISSING, STUDENT_NO_INVALID
 */
export function transcriptStudentNo(
  recognised: Recognised,
  studentNo: string | undefined,
  fileName: string,
): string | null {
  if (recognised.columnOf('studentNo') >= 0) return null;
  if (studentNo === undefined || trimCell(studentNo) === '') {
    const message = `「${fileName}」是个人成绩单，没有学号列，须另外写明是哪位学生的学号。`;
    throw new DomainError('STUDENT_NO_MISSING', message, 'studentNo');
  }
  const read = readPersonNo(plainText(studentNo), '学号');
  if (isProblem(read))
    throw new DomainError('STUDENT_NO_INVALID', `学号「${studentNo}」不能用：${read.reason}`, 'studentNo');
  return read;
}

/** A cell that keeps its row out, by the heading's meaning. */
export interface FieldProblem {
  readonly field: GradeField;
  readonly problem: Problem;
}

/** Puts a row together, or names the first problem that its values hold. */
export function assembleGrade(
  file: string,
  row: number,
  values: FieldValues,
  ownerNo: string | null,
): GradeRow | FieldProblem {
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (isProblem(value)) return { field: GRADE_FIELDS[at] as GradeField, problem: value };
  }
  return assembleSoundGrade(file, row, values, ownerNo);
}

/** As `assembleGrade`, of values that are known to hold no problem. */
export function assembleSoundGrade(
  file: string,
  row: number,
  values: FieldValues,
  ownerNo: string | null,
): GradeRow | FieldProblem {
  // By place, not by destructuring: this runs for each of millions of rows.
  const courseCode = values[4];
  const selectionCode = values[5];
  const academicYear = values[6];
  const semester = values[7];
  const selection = selectionCode as Selection | null;
  let term: string;
  if (academicYear !== null && semester !== null) term = termText(academicYear as string, semester as string);
  else if (selection !== null) term = selection.term;
  else
    return {
      field: academicYear === null ? 'academicYear' : 'semester',
      problem: problem('学年、学期不能为空'),
    };
  return {
    file,
    row,
    studentNo: ownerNo ?? (values[0] as string),
    studentName: values[1] as string | null,
    className: values[2] as string | null,
    term,
    courseCode: (courseCode as string | null) ?? (selection as Selection).courseCode,
    courseName: values[3] as string,
    nature: values[8] as string,
    credit: values[9] as number,
    score: values[10] as string | null,
    resitScore: resitOf(values[11] as string | null, values[18] as string | null),
    retakeScore: values[12] as string | null,
    point: values[13] as number | null,
    isRetake: values[14] === true,
    isMinor: values[15] === true,
    isVoid: values[16] === true,
    examKind: null,
    remark: values[17] as string | null,
  };
}

/** A mark in the resit's own remark speaks for a blank or the 0 beside it. */
const resitOf = (score: string | null, mark: string | null): string | null =>
  mark !== null && (score === null || ZERO.test(score)) ? mark : score;

const terms = new Map<string, Map<string, string>>();

/** One string object for each term, however many rows have it. */
function termText(academicYear: string, semester: string): string {
  let ofYear = terms.get(academicYear);
  if (ofYear === undefined) {
    ofYear = new Map();
    terms.set(academicYear, ofYear);
  }
  let term = ofYear.get(semester);
  if (term === undefined) {
    term = `${academicYear}-${semester}`;
    ofYear.set(semester, term);
  }
  return term;
}

/** Blank rows, totals and signatures at the foot, headings repeated on each printed page. */
export function isNoData(cells: readonly string[], recognised: Recognised<TableLayout>): boolean {
  const filled = cells.map(trimCell).filter((cell) => cell !== '');
  if (filled.length === 0) return true;
  const at = (field: string) => trimCell(cells[recognised.columnOf(field)] ?? '');
  const looksLikeCourse = at('courseName') !== '' && at('credit') !== '' && at('nature') !== '';
  if (!looksLikeCourse && FOOTER.test(plainText(filled[0] ?? ''))) return true;
  return recognised.headings.every(
    (heading, index) => headingKey(cells[index] ?? '') === headingKey(heading),
  );
}

/**
 * Reads one row at a time; what a cell means is kept by its text.
 *
 * @param width cells that a row may fill; beyond it the row has been shifted
 */
export function createGradeRowReader(
  file: string,
  recognised: Recognised,
  readers: FieldReaders,
  ownerNo: string | null,
  width: number,
): (row: TableRow) => { row: GradeRow } | { rejected: RejectedImportRow } | null {
  const used = GRADE_FIELDS.flatMap((field, index) => {
    const at = recognised.columnOf(field);
    return at < 0 ? [] : [{ field, index, at, known: new Map<string, FieldValue>() }];
  });
  const values = emptyValues();
  return ({ row, cells }) => {
    const surplus = cells.length > width ? surplusCell(cells, width) : null;
    if (surplus)
      return isNoData(cells, recognised)
        ? null
        : { rejected: rejectRow(file, row, surplus.column, surplus.value, surplus) };
    for (const { field, index, at, known } of used) {
      const text = cells[at] ?? '';
      let value = known.get(text);
      if (value === undefined) {
        value = readers[field](text);
        known.set(text, value);
      }
      values[index] = value;
    }
    const outcome = assembleGrade(file, row, values, ownerNo);
    if ('studentNo' in outcome) return { row: outcome };
    return isNoData(cells, recognised)
      ? null
      : { rejected: rejectField(file, row, cells, outcome, recognised) };
  };
}

export function rejectField(
  file: string,
  row: number,
  cells: readonly string[],
  { field, problem: why }: FieldProblem,
  recognised: Recognised,
): RejectedImportRow {
  const at = recognised.columnOf(field);
  return rejectRow(file, row, recognised.headings[at] ?? '', cells[at] ?? '', why);
}

/** Something stands to the right of the last heading: an unquoted delimiter has shifted the row. */
export function surplusCell(
  cells: readonly string[],
  width: number,
): (Problem & { readonly column: string; readonly value: string }) | null {
  for (let at = width; at < cells.length; at++) {
    const value = trimCell(cells[at] ?? '');
    if (value === '') continue;
    return { column: `第 ${at + 1} 列`, value, reason: '这一行比表头多出内容，可能错了列' };
  }
  return null;
}
