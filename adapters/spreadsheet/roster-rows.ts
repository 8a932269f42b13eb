import type {
  AreaRow,
  ClassRow,
  OfferingRow,
  RejectedImportRow,
  StaffRow,
  StudentRow,
  VolunteerRow,
} from '#core/application/ports';
import type { Role } from '#core/domain/role';
import { plainText } from './cell-text';
import { readDate } from './date-cell';
import { isProblem, problem, readPersonNo, rejectRow } from './field-value';
import { isNoData } from './grade-rows';
import { readArea, readOffering, readVolunteer } from './group-rows';
import type { Recognised } from './recognise';
import { type BadCell, type CellOf, namesIn, readTexts } from './roster-cells';
import type { TableRow } from './table';

export interface RosterRows {
  readonly classes: ClassRow;
  readonly students: StudentRow;
  readonly staff: StaffRow;
  readonly areas: AreaRow;
  readonly offerings: OfferingRow;
  readonly volunteers: VolunteerRow;
}

/** 角色 as the office writes it. */
const ROLES_BY_NAME: Readonly<Record<string, Role>> = {
  组长: 'leader',
  工作组组长: 'leader',
  系学工办: 'office',
  学工办: 'office',
  辅导员: 'counselor',
  班主任: 'adviser',
  专业教师: 'teacher',
  学业帮扶志愿者: 'volunteer',
  志愿者: 'volunteer',
};

/**
 * Reads one row of a roster. Blank rows and totals are null.
 *
 * @param file name for the rejected rows
 */
export function createRosterRowReader<K extends keyof RosterRows>(
  kind: K,
  file: string,
  recognised: Recognised,
): (row: TableRow) => { row: RosterRows[K] } | { rejected: RejectedImportRow } | null {
  const read: { readonly [P in keyof RosterRows]: (row: TableRow, cell: CellOf) => RosterRows[P] | BadCell } =
    {
      classes: readClass,
      students: readStudent,
      staff: readStaff,
      areas: readArea,
      offerings: readOffering,
      volunteers: readVolunteer,
    };
  return (row) => {
    const cell: CellOf = (field) => row.cells[recognised.columnOf(field)] ?? '';
    const outcome = read[kind](row, cell);
    if (!('problem' in outcome)) return { row: outcome };
    if (isNoData(row.cells, recognised)) return null;
    const heading = recognised.headings[recognised.columnOf(outcome.field)] ?? '';
    return { rejected: rejectRow(file, row.row, heading, cell(outcome.field), outcome.problem) };
  };
}

function readClass({ row }: TableRow, cell: CellOf): ClassRow | BadCell {
  const read = readTexts(cell, ['className', 'grade', 'major', 'area']);
  if ('problem' in read) return read;
  const { className, grade, major, area } = read.values;
  if (className === null) return { field: 'className', problem: problem('班级为空') };
  return { row, name: className, grade, major, area };
}

function readStudent({ row }: TableRow, cell: CellOf): StudentRow | BadCell {
  const studentNo = readPersonNo(plainText(cell('studentNo')), '学号');
  if (isProblem(studentNo)) return { field: 'studentNo', problem: studentNo };
  const read = readTexts(cell, [
    'studentName',
    'gender',
    'nativePlace',
    'className',
    'family',
    'contact',
    'guardians',
  ]);
  if ('problem' in read) return read;
  const { studentName, ...rest } = read.values;
  if (studentName === null) return { field: 'studentName', problem: problem('姓名为空') };
  return { row, studentNo, name: studentName, ...rest };
}

function readStaff({ row }: TableRow, cell: CellOf): StaffRow | BadCell {
  const workNo = readPersonNo(plainText(cell('workNo')), '工号');
  if (isProblem(workNo)) return { field: 'workNo', problem: workNo };
  const read = readTexts(cell, ['studentName', 'role', 'scope']);
  if ('problem' in read) return read;
  const { studentName, role: roleName, scope } = read.values;
  if (studentName === null) return { field: 'studentName', problem: problem('姓名为空') };
  const role = ROLES_BY_NAME[roleName ?? ''];
  if (role === undefined) {
    return {
      field: 'role',
      problem: problem('角色应为组长、系学工办、辅导员、班主任、专业教师或学业帮扶志愿者'),
    };
  }
  const firstDay = readDate(cell('firstDay'));
  if (firstDay === null) return { field: 'firstDay', problem: problem('开始日期为空') };
  if (isProblem(firstDay)) return { field: 'firstDay', problem: firstDay };
  const lastDay = readDate(cell('lastDay'));
  if (isProblem(lastDay)) return { field: 'lastDay', problem: lastDay };
  if (lastDay !== null && lastDay < firstDay) {
    return { field: 'lastDay', problem: problem('结束日期早于开始日期') };
  }
  return { row, workNo, name: studentName, role, scopes: namesIn(scope), firstDay, lastDay };
}
