import type { RejectedImportRow } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { GradeRow } from '#core/domain/grade-row';
import { headingKey, plainText, trimCell } from './cell-text';
import { isProblem, type Problem, readPersonNo, rejectRow } from './field-value';
import {
  assembleGrade,
  emptyValues,
  type FieldProblem,
  GRADE_FIELDS,
  type GradeSource,
} from './grade-assembly';
import type { FieldReaders, FieldValue } from './grade-fields';
import type { Recognised, TableLayout } from './recognise';
import type { TableRow } from './table';

const FOOTER = /^((课程|学分)?(合计|总计|小计)|总学分|平均|共\s*\d+|制表|打印|导出|审核|说明|备注|注)/;

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
  source: GradeSource,
  recognised: Recognised,
  readers: FieldReaders,
  width: number,
): (row: TableRow) => { row: GradeRow } | { rejected: RejectedImportRow } | null {
  const used = GRADE_FIELDS.flatMap((field, index) => {
    const at = recognised.columnOf(field);
    return at < 0 ? [] : [{ field, index, at, known: new Map<string, FieldValue>() }];
  });
  const values = emptyValues();
  const { file } = source;
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
    const outcome = assembleGrade(source, row, values);
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
