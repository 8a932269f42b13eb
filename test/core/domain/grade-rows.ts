import type { GradeRow } from '#core/domain/grade-row';

let nextRow = 2;

/** A compulsory course of 2 credits, passed with 75, unless said otherwise. */
export function gradeRow(change: Partial<GradeRow> = {}): GradeRow {
  return {
    file: 'grades.csv',
    row: nextRow++,
    studentNo: '202401010101',
    studentName: '俞青禾',
    className: '生物科学241',
    term: '2024-2025-1',
    courseCode: 'SK030101',
    courseName: '无机及分析化学',
    nature: '必修课',
    credit: 200,
    point: null,
    score: '75',
    resitScore: null,
    retakeScore: null,
    isRetake: false,
    isMinor: false,
    isVoid: false,
    examKind: null,
    remark: null,
    ...change,
  };
}

/** A failed course of its own for each credit value. */
export const failedCourses = (credits: readonly number[]): GradeRow[] =>
  credits.map((credit, at) =>
    gradeRow({ courseCode: `F${at}`, courseName: `课程${at}`, credit, score: '40' }),
  );

/** The rows of a real transcript in the 16-column layout, its student made up. */
export const transcript: readonly GradeRow[] = [
  ['2016-2017-1', 'TY170002', '排球-俱乐部', '必修课', 100, 170, '67', null],
  ['2016-2017-1', 'TS220191', '军事训练与国防教育', '必修课', 200, 390, '89', null],
  ['2016-2017-2', 'ZJ150201', '电路分析', '必修课', 200, 100, '56.5', '60'],
  ['2016-2017-2', 'TY170002', '排球-俱乐部', '必修课', 100, 0, '47', '50'],
  ['2017-2018-1', 'TS030103', '大学英语(三)', '必修课', 200, 100, '51', '60'],
  ['2017-2018-1', 'HK110111', '概率论与数理统计', '必修课', 300, 150, '65', null],
  ['2017-2018-1', 'ZJ150213', '数字电路与逻辑设计', '必修课', 200, 100, '55.5', '60'],
  ['2017-2018-2', 'TSA07100103', '养生按摩与健康', '校公选课', 200, 0, '0', null],
].map(([term, courseCode, courseName, nature, credit, point, score, resitScore], at) =>
  gradeRow({
    file: 'transcript.tsv',
    row: at + 2,
    term,
    courseCode,
    courseName,
    nature,
    credit,
    point,
    score,
    resitScore,
  } as Partial<GradeRow>),
);
