import type { RollbackCounts } from './import-rollback';

/** What the department's course list 课程目录 says of one course. */
export interface CourseEntry {
  readonly code: string;
  readonly name: string | null;
  /** In 1/100. */
  readonly credit: number;
  /** 课程性质; null: the list does not say. */
  readonly nature: string | null;
}

/** A course as a file has it. */
export interface CourseRow extends CourseEntry {
  readonly row: number;
}

export interface CourseRepository {
  /** The courses in force, by code. */
  list(): Promise<readonly CourseEntry[]>;
  /** Adds a version of each course; the ids are in time order. */
  append(importId: string, entries: readonly (CourseEntry & { readonly id: string })[]): Promise<void>;
  /** What taking an import back would do to the list in force: older versions again, or none. */
  withoutImport(importId: string): Promise<RollbackCounts>;
}
