import { streamGrades } from '#adapters/spreadsheet/stream-grades';
import type { RejectedImportRow } from '#core/application/ports';
import { createGradeBook, type GradeBook } from '#core/domain/grade-book';
import type { Policy } from '#core/domain/policy';
import { type Assessment, assess, type ScreeningInput } from '#core/domain/screening';
import { compareTerms, type Term } from '#core/domain/term';
import type { ScreenArguments } from './arguments';
import { fileNamesOf } from './caller-files';
import { gatherCourses } from './courses';
import { type GatheredFacts, twoNames } from './facts';

export interface Gathered {
  readonly book: GradeBook;
  readonly rejected: readonly RejectedImportRow[];
  /** Semesters that the accepted rows speak of, oldest first. */
  readonly terms: readonly Term[];
}

/** Reads every grade file into one book; a row in two files is told apart later and counts once. */
export async function gatherGrades(
  {
    grades,
    studentNo,
    courses = [],
  }: Pick<ScreenArguments, 'grades' | 'studentNo'> & Partial<Pick<ScreenArguments, 'courses'>>,
  policy: Policy,
): Promise<Gathered> {
  const book = createGradeBook();
  const list = await gatherCourses(courses, policy);
  const rejected: RejectedImportRow[] = [...list.rejected];
  const terms = new Set<Term>();
  for (const [path, fileName] of fileNamesOf(grades)) {
    await streamGrades(
      path,
      {
        policy,
        fileName,
        courses: async () => list.entries,
        ...(studentNo === undefined ? {} : { studentNo }),
      },
      (row) => {
        terms.add(row.term);
        book.add(row);
      },
      (row) => rejected.push(row),
    );
  }
  return { book, rejected, terms: [...terms].sort(compareTerms) };
}

export interface ScreenedStudent {
  readonly input: ScreeningInput;
  readonly assessment: Assessment;
}

/**
 * Screens one student after the other, by 学号: whoever has grades or stands in a list beside them.
 * Without grades the criteria that rest on grades have no data.
 *
 * @param note takes a sentence about a name that differs from the one in the grades
 */
export function* screenBook(
  book: GradeBook,
  term: Term,
  policy: Policy,
  facts: GatheredFacts,
  note: (sentence: string) => void,
): Iterable<ScreenedStudent> {
  const screen = (input: ScreeningInput): ScreenedStudent => ({ input, assessment: assess(input, policy) });
  const listed = new Map(facts.students.map((student) => [student.studentNo, student.name]));
  const waiting = facts.students[Symbol.iterator]();
  let next = waiting.next();
  function* withoutGrades(before: string | null): Iterable<ScreenedStudent> {
    for (; !next.done && (before === null || next.value.studentNo <= before); next = waiting.next()) {
      const { studentNo, name } = next.value;
      if (studentNo !== before) yield screen({ studentNo, name, term, rows: [], facts: facts.of(studentNo) });
    }
  }
  for (const { studentNo, name, rows } of book.byStudent()) {
    yield* withoutGrades(studentNo);
    const other = listed.get(studentNo) ?? null;
    if (name !== null && other !== null && name !== other) note(twoNames(studentNo, name, other));
    yield screen({ studentNo, name: name ?? other, term, rows, facts: facts.of(studentNo) });
  }
  yield* withoutGrades(null);
}
