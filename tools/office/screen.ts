import { basename, resolve } from 'node:path';
import { streamGrades } from '#adapters/spreadsheet/stream-grades';
import type { RejectedImportRow } from '#core/application/ports';
import { createGradeBook, type GradeBook } from '#core/domain/grade-book';
import type { Policy } from '#core/domain/policy';
import { type Assessment, assess, type ScreeningInput } from '#core/domain/screening';
import { compareTerms, type Term } from '#core/domain/term';
import type { ScreenArguments } from './arguments';

export interface Gathered {
  readonly book: GradeBook;
  readonly rejected: readonly RejectedImportRow[];
  /** Semesters that the accepted rows speak of, oldest first. */
  readonly terms: readonly Term[];
}

/** Reads every grade file into one book; a row in two files is told apart later and counts once. */
export async function gatherGrades(
  { grades, studentNo }: Pick<ScreenArguments, 'grades' | 'studentNo'>,
  policy: Policy,
): Promise<Gathered> {
  const book = createGradeBook();
  const rejected: RejectedImportRow[] = [];
  const terms = new Set<Term>();
  for (const [path, fileName] of namesOf(grades)) {
    await streamGrades(
      path,
      { policy, fileName, ...(studentNo === undefined ? {} : { studentNo }) },
      (row) => {
        terms.add(row.term);
        book.add(row);
      },
      (row) => rejected.push(row),
    );
  }
  return { book, rejected, terms: [...terms].sort(compareTerms) };
}

/** npm runs scripts in the project's folder; a path means what it meant where the command was typed. */
export const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Files by their last part; by their path where two are called the same. The same path twice is one file. */
function namesOf(paths: readonly string[]): readonly (readonly [string, string])[] {
  const distinct = [...new Set(paths.map(fromCaller))];
  const names = distinct.map((path) => basename(path));
  return distinct.map((path, at) => {
    const name = names[at] as string;
    return [path, names.indexOf(name) === names.lastIndexOf(name) ? name : path];
  });
}

export interface ScreenedStudent {
  readonly input: ScreeningInput;
  readonly assessment: Assessment;
}

/** Screens one student after the other, by 学号; only grades are known, so the other criteria have no data. */
export function* screenBook(book: GradeBook, term: Term, policy: Policy): Iterable<ScreenedStudent> {
  for (const { studentNo, name, rows } of book.byStudent()) {
    const input: ScreeningInput = { studentNo, name, term, rows };
    yield { input, assessment: assess(input, policy) };
  }
}
