import type { AreaRow, OfferingRow, VolunteerRow } from '#core/application/ports';
import { plainText } from './cell-text';
import { readDate } from './date-cell';
import { readTerm } from './fact-fields';
import { isProblem, problem, readPersonNo } from './field-value';
import { type BadCell, type CellOf, namesIn, readTexts } from './roster-cells';
import type { TableRow } from './table';

/** 责任区: its classes and, where named, its counselor. */
export function readArea({ row }: TableRow, cell: CellOf): AreaRow | BadCell {
  const read = readTexts(cell, ['area', 'className']);
  if ('problem' in read) return read;
  const { area, className } = read.values;
  if (area === null) return { field: 'area', problem: problem('责任区为空') };
  const classNames = namesIn(className);
  if (classNames.length === 0) return { field: 'className', problem: problem('班级为空') };
  const given = plainText(cell('workNo'));
  const workNo = given === '' ? null : readPersonNo(given, '工号');
  if (isProblem(workNo)) return { field: 'workNo', problem: workNo };
  return { row, name: area, classNames, workNo };
}

/** 教学班: a course of a teacher for one class or several in a semester. */
export function readOffering({ row }: TableRow, cell: CellOf): OfferingRow | BadCell {
  const read = readTexts(cell, ['courseCode', 'courseName', 'studentName', 'className']);
  if ('problem' in read) return read;
  const { courseName, studentName, className } = read.values;
  const courseCode = plainText(cell('courseCode'));
  if (courseCode === '') return { field: 'courseCode', problem: problem('课程代码为空') };
  if (courseName === null) return { field: 'courseName', problem: problem('课程名称为空') };
  const workNo = readPersonNo(plainText(cell('workNo')), '工号');
  if (isProblem(workNo)) return { field: 'workNo', problem: workNo };
  const classNames = namesIn(className);
  if (classNames.length === 0) return { field: 'className', problem: problem('班级为空') };
  const term = readTerm(cell('term'), cell('academicYear'));
  if (isProblem(term)) return { field: 'term', problem: term };
  return { row, courseCode, courseName, workNo, teacherName: studentName, classNames, term };
}

/** 学业帮扶志愿者; the 学号 is the number that they sign in with. */
export function readVolunteer({ row }: TableRow, cell: CellOf): VolunteerRow | BadCell {
  const studentNo = readPersonNo(plainText(cell('studentNo')), '学号');
  if (isProblem(studentNo)) return { field: 'studentNo', problem: studentNo };
  const read = readTexts(cell, ['studentName', 'className', 'courses', 'freeTime', 'contact']);
  if ('problem' in read) return read;
  const { studentName, className, courses: given, freeTime, contact } = read.values;
  if (studentName === null) return { field: 'studentName', problem: problem('姓名为空') };
  const courses = namesIn(given);
  if (courses.length === 0) return { field: 'courses', problem: problem('可帮扶课程为空') };
  const firstDay = readDate(cell('firstDay'));
  if (firstDay === null) return { field: 'firstDay', problem: problem('开始日期为空') };
  if (isProblem(firstDay)) return { field: 'firstDay', problem: firstDay };
  return { row, studentNo, name: studentName, className, courses, freeTime, contact, firstDay };
}
