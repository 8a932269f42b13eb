import type { GradeRow } from '#core/domain/grade-row';
import { type CourseCatalogue, listedCourse, withoutNature } from './course-catalogue';
import { isProblem, type Problem, problem } from './field-value';
import type { Examination, FieldValue, Selection } from './grade-fields';
import type { GradeField } from './layouts';

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
  'term',
  'startYear',
  'semesterCode',
  'examKind',
  'natureAttribute',
  'mark',
  'studyMode',
  'makeupTerm',
] as const satisfies readonly GradeField[];

const ZERO = /^0+(\.0+)?$/;

/** Values of one row in the order of GRADE_FIELDS; null where the file has no such column. */
export type FieldValues = FieldValue[];

export const emptyValues = (): FieldValues => GRADE_FIELDS.map(() => null);

/** A cell that keeps its row out, by the heading's meaning. */
export interface FieldProblem {
  readonly field: GradeField;
  readonly problem: Problem;
}

/** What a file's rows have in common, or take from elsewhere. */
export interface GradeSource {
  readonly file: string;
  /** Whose transcript it is; null where the file names its students itself. */
  readonly ownerNo: string | null;
  /** For layouts that lack credits, natures or codes; null where the file has them all. */
  readonly courses: CourseCatalogue | null;
}

/** Puts a row together, or names the first problem that its values hold. */
export function assembleGrade(
  source: GradeSource,
  row: number,
  values: FieldValues,
): GradeRow | FieldProblem {
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (isProblem(value)) return { field: GRADE_FIELDS[at] as GradeField, problem: value };
  }
  return assembleSoundGrade(source, row, values);
}

/** As `assembleGrade`, of values that are known to hold no problem. */
export function assembleSoundGrade(
  source: GradeSource,
  row: number,
  values: FieldValues,
): GradeRow | FieldProblem {
  // By place, not by destructuring: this runs for each of millions of rows.
  const selection = values[5] as Selection | null;
  const examination = values[22] as Examination | null;
  const term = termOf(values, selection, examination);
  if (term === null)
    return {
      field: values[6] === null ? 'academicYear' : 'semester',
      problem: problem('学年、学期不能为空'),
    };
  const studyMode = values[25] as string | null;
  let courseCode = (values[4] as string | null) ?? (selection === null ? null : selection.courseCode);
  let nature = natureOf(values[8] as string | null, values[23] as string | null);
  let credit = values[9] as number | null;
  if (courseCode === null || nature === null || credit === null) {
    const listed = listedCourse(source.courses, courseCode, values[3] as string);
    if (isProblem(listed))
      return { field: courseCode === null ? 'courseName' : codeField(values), problem: listed };
    courseCode ??= listed.code;
    credit ??= listed.credit;
    nature ??= listed.nature;
    if (nature === null) return { field: codeField(values), problem: withoutNature(courseCode) };
  }
  return {
    file: source.file,
    row,
    studentNo: source.ownerNo ?? (values[0] as string),
    studentName: values[1] as string | null,
    className: values[2] as string | null,
    term,
    courseCode,
    courseName: values[3] as string,
    nature,
    credit,
    score: values[10] as string | null,
    resitScore: resitOf(values[11] as string | null, values[18] as string | null),
    retakeScore: values[12] as string | null,
    point: values[13] as number | null,
    isRetake: values[14] === true || examination?.isRetake === true || studyMode?.includes('重修') === true,
    isMinor: values[15] === true || (studyMode !== null && MINOR_MODE.test(studyMode)),
    isVoid: values[16] === true,
    examKind: examination === null ? null : examination.kind,
    remark: (values[24] ?? values[17]) as string | null,
  };
}

const MINOR_MODE = /辅修|第二专业|二专业|双学位|双专业/;
const codeField = (values: FieldValues): GradeField => (values[4] === null ? 'selectionCode' : 'courseCode');

/** The semester of the result; of a retake that one in which it was taken anew 补重学期. */
function termOf(
  values: FieldValues,
  selection: Selection | null,
  examination: Examination | null,
): string | null {
  const academicYear = values[6] ?? values[20] ?? null;
  const semester = values[7] ?? values[21] ?? null;
  if (academicYear !== null && semester !== null) return termText(academicYear as string, semester as string);
  if (selection !== null) return selection.term;
  const term = values[19] as string | null;
  const makeupTerm = values[26] as string | null;
  const isLater = makeupTerm !== null && term !== null && makeupTerm > term;
  return isLater && examination !== null && examination.kind === 'retake' ? makeupTerm : term;
}

/**
 * 强智 says 必修 or 选修 in 课程属性, and often a subject in 课程性质; but where 课程属性 leaves open
 * which electives are meant, 课程性质 may tell: 限选.
 */
function natureOf(nature: string | null, attribute: string | null): string | null {
  if (attribute === null) return nature;
  return attribute === '选修' && nature !== null && nature.includes('选') ? nature : attribute;
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
