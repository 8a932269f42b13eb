import type { CourseEntry } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { groupBy } from '#core/domain/group-by';
import { type Problem, problem } from './field-value';
import type { Recognised } from './recognise';

/** The course list 课程目录, as a reader of grades asks it. */
export interface CourseCatalogue {
  readonly byCode: ReadonlyMap<string, CourseEntry>;
  /** Courses of one name; more than one: the name tells nothing. */
  readonly byName: ReadonlyMap<string, readonly CourseEntry[]>;
}

/** Reads the list, where a file cannot do without. */
export type ReadCourses = () => Promise<readonly CourseEntry[]>;

function createCatalogue(rows: readonly CourseEntry[]): CourseCatalogue {
  const byCode = new Map<string, CourseEntry>();
  for (const course of rows) byCode.set(course.code, course);
  return { byCode, byName: groupBy(byCode.values(), ({ name }) => name) };
}

/** Code, credits and nature: what a layout may leave to the course list. */
const needsCourses = ({ columnOf }: Recognised): boolean =>
  columnOf('credit') < 0 ||
  (columnOf('nature') < 0 && columnOf('natureAttribute') < 0) ||
  (columnOf('courseCode') < 0 && columnOf('selectionCode') < 0);

/**
 * The course list for a layout that cannot do without.
 *
 * @returns null where the layout needs none
 * @throws DomainError COURSE_LIST_MISSING
 */
export async function catalogueFor(
  recognised: Recognised,
  readCourses: ReadCourses | undefined,
  fileName: string,
): Promise<CourseCatalogue | null> {
  if (!needsCourses(recognised)) return null;
  const courses = (await readCourses?.()) ?? [];
  if (courses.length > 0) return createCatalogue(courses);
  const { columnOf, layout } = recognised;
  const missing = [
    columnOf('credit') < 0 ? '学分' : '',
    columnOf('nature') < 0 && columnOf('natureAttribute') < 0 ? '课程性质' : '',
    columnOf('courseCode') < 0 && columnOf('selectionCode') < 0 ? '课程代码' : '',
  ].filter((what) => what !== '');
  throw new DomainError(
    'COURSE_LIST_MISSING',
    `「${fileName}」是“${layout.title}”，没有${missing.join('、')}列。请先导入课程目录（课程代码、课程名称、学分、课程性质），再导入这个文件。`,
    'fileName',
  );
}

/** The course of a row by its code, else by its name where that is one course only. */
export function listedCourse(
  courses: CourseCatalogue | null,
  code: string | null,
  name: string,
): CourseEntry | Problem {
  if (code !== null) {
    const listed = courses?.byCode.get(code);
    return listed ?? problem(`课程目录中没有课程代码 ${code}，无法得知学分。请补充课程目录后重新导入。`);
  }
  const same = courses?.byName.get(name) ?? [];
  const [only] = same;
  if (only !== undefined && same.length === 1) return only;
  const why = only === undefined ? '没有这门课程' : `有 ${same.length} 门课程都叫这个名称`;
  return problem(`课程目录中${why}，无法得知课程代码。请更正课程目录后重新导入。`);
}

export const withoutNature = (code: string): Problem =>
  problem(`课程目录中课程代码 ${code} 没有课程性质，无法得知是否计入。请补充课程目录后重新导入。`);
