import type { ImportKind, RejectedImportRow, RollbackCounts, RowChange } from './ports';
import type { UseCaseDeps } from './use-case';

/** What importing these rows would do to what is stored today. */
export interface ImportPlan<R> {
  readonly staged: readonly { readonly row: number; readonly change: RowChange; readonly payload: R }[];
  readonly rejected: readonly RejectedImportRow[];
  readonly students: number;
  readonly terms: readonly string[];
  /** Students of the file whom the roster does not know; applying adds them. */
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
}

/**
 * One kind of import. Comparing writes nothing; applying gets only new and changed rows; rolling back an
 * applied import leaves what is in force as it was before it.
 */
export interface ImportPart<R> {
  compare(rows: readonly R[], fileName: string, deps: UseCaseDeps): Promise<ImportPlan<R>>;
  apply(rows: readonly R[], importId: string, deps: UseCaseDeps): Promise<void>;
  /** @throws DomainError where something later stands on it; the sentence says what to do first */
  rollBack(importId: string, rollbackId: string, deps: UseCaseDeps): Promise<RollbackCounts>;
}

export type ImportParts = { readonly [K in ImportKind]: ImportPart<never> };
