import { DomainError } from '../domain/errors';
import type {
  ChangedRow,
  ImportKind,
  ImportRecord,
  RejectedImportRow,
  RollbackCounts,
  RowChange,
  StagedRow,
} from './ports';
import type { UseCaseDeps } from './use-case';

/** What importing these rows would do to what is stored today. */
export interface ImportPlan<R> {
  readonly staged: readonly (StagedRow & { readonly payload: R })[];
  readonly rejected: readonly RejectedImportRow[];
  /** Of the first changed rows, what stood there and what is to stand there; sensitive texts left out. */
  readonly changes?: readonly ChangedRow[];
  readonly students: number;
  readonly terms: readonly string[];
  /** Students of the file whom the roster does not know; applying adds them. */
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
}

/**
 * One kind of import. Comparing writes nothing; applying writes new and changed rows only; rolling back an
 * applied import leaves what is in force as it was before it.
 */
export type ImportPart<R> = {
  compare(rows: readonly R[], fileName: string, deps: UseCaseDeps): Promise<ImportPlan<R>>;
  /** @throws DomainError where something later stands on it; the sentence says what to do first */
  rollBack(importId: string, rollbackId: string, deps: UseCaseDeps): Promise<RollbackCounts>;
} & (
  | { apply(rows: readonly R[], importId: string, deps: UseCaseDeps): Promise<void> }
  | {
      /**
       * Compares again and applies where the rows are staged, for kinds of many rows.
       *
       * @throws DomainError IMPORT_STALE
       */
      applyStaged(record: ImportRecord, deps: UseCaseDeps): Promise<Readonly<Record<RowChange, number>>>;
    }
);

export type ImportParts = { readonly [K in ImportKind]: ImportPart<never> };

/** What the preview promised no longer holds. */
export const staleImport = ({ row, value, reason }: Pick<RejectedImportRow, 'row' | 'value' | 'reason'>) =>
  new DomainError('IMPORT_STALE', `预览之后名册有变化：第 ${row} 行「${value}」${reason}请重新预览。`);
