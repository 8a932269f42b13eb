import { formatHundredths } from '../domain/decimal';
import type { GradeRow, Hundredths } from '../domain/grade-row';
import type { ChangedRow } from './ports';

/** So many changed rows come with a preview, old and new side by side. */
export const SHOWN_CHANGES = 20;

const NOTHING = '（空）';

const decimal = (value: Hundredths | null): string => (value === null ? NOTHING : formatHundredths(value));
const text = (value: string | null): string => value ?? NOTHING;

/** What the content of a version is made of, for people. */
const LABELLED: readonly (readonly [string, (grade: GradeRow) => string])[] = [
  ['课程名称', ({ courseName }) => courseName],
  ['课程性质', ({ nature }) => nature],
  ['学分', ({ credit }) => decimal(credit)],
  ['绩点', ({ point }) => decimal(point)],
  ['成绩', ({ score }) => text(score)],
  ['补考成绩', ({ resitScore }) => text(resitScore)],
  ['重修成绩', ({ retakeScore }) => text(retakeScore)],
  ['作废', ({ isVoid }) => (isVoid ? '是' : '否')],
  ['备注', ({ remark }) => text(remark)],
];

/** What a new version of a grade row says otherwise than the one in force. */
export const gradeChange = (held: GradeRow, wanted: GradeRow): ChangedRow => ({
  row: wanted.row,
  what: [wanted.studentName ?? wanted.studentNo, wanted.courseName].join(' · '),
  fields: LABELLED.map(([label, say]) => ({ label, from: say(held), to: say(wanted) })).filter(
    ({ from, to }) => from !== to,
  ),
});
