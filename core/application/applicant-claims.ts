import { type Attempt, coursesOf } from '../domain/attempts';
import { termLabel } from '../domain/term';
import { readPolicy } from './policy-in-force';
import type { ApplicationRecord } from './ports';
import type { UseCaseDeps } from './use-case';

/** A course that an applicant wants to help with, and their last pass of it in the database. */
export interface Claim {
  readonly name: string;
  /** As the applicant says; "": nothing. */
  readonly claimed: string;
  readonly found: {
    readonly code: string;
    readonly text: string;
    /** Hundredths; null: a pass without one. */
    readonly score: number | null;
  } | null;
}

/** By the name of the course: a student knows no codes. */
export async function claimsOf(
  { student, courses }: Pick<ApplicationRecord, 'student' | 'courses'>,
  deps: UseCaseDeps,
): Promise<readonly Claim[]> {
  const rows = (await deps.grades.of(student.id)).map(({ grade }) => grade);
  const passed = new Map<string, NonNullable<Claim['found']>>();
  for (const { code, attempts } of coursesOf(rows, await readPolicy(deps))) {
    const last = attempts.at(-1);
    if (last?.meaning.outcome !== 'passed') continue;
    const found = { code, text: textOf(last), score: last.meaning.percent };
    for (const { row } of attempts) passed.set(plain(row.courseName), found);
  }
  return courses.map(({ name, score }) => ({
    name,
    claimed: score,
    found: passed.get(plain(name)) ?? null,
  }));
}

const textOf = ({ text, row }: Attempt): string => `${text ?? '通过'}（${termLabel(row.term)}）`;

/** Names differ in blanks and in the width of their brackets. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
