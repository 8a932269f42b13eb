import type { GradeRow } from '#core/domain/grade-row';

let counter = 0;

/** A passed compulsory course of 2 credits, but for what the test says. */
export function gradeRow(fields: Partial<GradeRow> = {}): GradeRow {
  counter += 1;
  return {
    file: 'grades.csv',
    row: counter + 1,
    studentNo: '202400000001',
    studentName: '林知远',
    className: '生物科学241',
    term: '2024-2025-1',
    courseCode: `SK${counter}`,
    courseName: '普通生物学',
    nature: '必修课',
    credit: 200,
    point: null,
    score: '80',
    resitScore: null,
    retakeScore: null,
    isRetake: false,
    isMinor: false,
    isVoid: false,
    examKind: null,
    remark: null,
    ...fields,
  };
}
