import type { CourseRow, RejectedImportRow } from '#core/application/ports';
import type { Policy } from '#core/domain/policy';
import { trimCell } from './cell-text';
import type { CourseField } from './course-layouts';
import { isProblem, rejectRow } from './field-value';
import { createFieldReaders } from './grade-fields';
import { isNoData } from './grade-rows';
import type { Recognised } from './recognise';
import type { TableRow } from './table';

/** Reads one row of the course list with the readers of grade files. Blank rows and totals are null. */
export function createCourseRowReader(
  file: string,
  recognised: Recognised,
  policy: Policy,
): (row: TableRow) => { row: CourseRow } | { rejected: RejectedImportRow } | null {
  const readers = createFieldReaders(policy);
  return ({ row, cells }) => {
    if (isNoData(cells, recognised)) return null;
    const cell = (field: CourseField) => cells[recognised.columnOf(field)] ?? '';
    const reject = (field: CourseField, value: unknown) => {
      if (!isProblem(value)) return null;
      const heading = recognised.headings[recognised.columnOf(field)] ?? '';
      return { rejected: rejectRow(file, row, heading, cell(field), value) };
    };
    const code = readers.courseCode(cell('courseCode'));
    const name = trimCell(cell('courseName')) === '' ? null : readers.courseName(cell('courseName'));
    const credit = readers.credit(cell('credit'));
    const nature = readers.nature(cell('nature'));
    const refused =
      reject('courseCode', code) ??
      reject('courseName', name) ??
      reject('credit', credit) ??
      reject('nature', nature);
    if (refused) return refused;
    return {
      row: {
        row,
        code: code as string,
        name: name as string | null,
        credit: credit as number,
        nature: (nature as string) || null,
      },
    };
  };
}
