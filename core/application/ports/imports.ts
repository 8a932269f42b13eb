import type { GradeRow } from '../../domain/grade-row';
import type { ImportKind } from '../../domain/import-kind';
import type { LayoutId } from '../../domain/import-layout';
import type { ChangedRow } from './import-mapping';
import type { ImportRollback } from './import-rollback';
import type { Instant } from './world';

export type ImportState = 'previewed' | 'applied' | 'discarded' | 'rolled-back';

export type RowChange = 'new' | 'changed' | 'unchanged';

export interface ImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fileId: string;
  readonly sha256: string;
  readonly layout: LayoutId;
  readonly mapping: readonly {
    readonly heading: string;
    readonly field: string | null;
    /** The field for people. */
    readonly meaning?: string | null;
  }[];
  /** Of the file's headings; null in imports of before presets. */
  readonly signature: string | null;
  readonly isByPreset: boolean;
  /** Whose transcript it is, where the file itself does not say. */
  readonly ownerNo: string | null;
  readonly changes: readonly ChangedRow[];
  readonly terms: readonly string[];
  readonly state: ImportState;
  readonly rowsRead: number;
  readonly students: number;
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
  };
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
  /** `ImportRepository.versionsSoFar` when it was compared; null in imports of before it was kept. */
  readonly versionsSeen: number | null;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: Instant;
  readonly appliedAt: Instant | null;
  readonly rollback: ImportRollback | null;
}

export interface RejectedImportRow {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  /** Whose row it is, in a list where a row that cannot be taken leaves a doubt about its student. */
  readonly studentNo?: string;
  /** Of which semester it would be, where that could be read. */
  readonly term?: string;
}

export interface StagedRow {
  /** Position in the file as the office sees it. */
  readonly row: number;
  readonly change: RowChange;
  /** The normalised row (a GradeRow, or a roster row) as JSON. */
  readonly payload: unknown;
  /** Which version the row becomes when its import is applied; only of a kind that keeps versions. */
  readonly version?: StagedVersion;
}

export interface StagedVersion {
  readonly id: string;
  readonly studentNo: string;
  /** Names the attempt within the student: the same file again meets the same keys. */
  readonly rowKey: string;
  readonly contentHash: string;
}

/** A student as staged grade rows name one, with the last of these rows. */
export type StagedStudent = Pick<GradeRow, 'file' | 'row' | 'studentNo' | 'studentName' | 'className'>;

/** As it is stored first; what became of it later has records of its own. */
export type NewImport = Omit<ImportRecord, 'createdByName' | 'rollback' | 'state'> & {
  readonly state: Exclude<ImportState, 'rolled-back'>;
};

/** How far the server is with an import, in rows. */
export interface ImportProgress {
  readonly step: 'stage' | 'apply';
  readonly done: number;
  readonly total: number;
}

export interface ImportRepository {
  /** null: nobody is at it, or the database tells nothing before the end. */
  progress(importId: string): Promise<ImportProgress | null>;
  /** @param staged may be read once only, and is not held as a whole */
  add(
    record: NewImport,
    staged: Iterable<StagedRow> | AsyncIterable<StagedRow>,
    rejected: readonly RejectedImportRow[],
  ): Promise<void>;
  get(importId: string): Promise<ImportRecord | null>;
  /** Locks the import's row until the transaction ends: two taps on 应用 run one after the other. */
  lock(importId: string): Promise<ImportRecord | null>;
  /** Newest first, skipping the first `skip`. */
  list(skip: number, limit: number): Promise<readonly ImportRecord[]>;
  staged(importId: string): Promise<readonly StagedRow[]>;
  /** In row order, skipping the first `skip`. */
  rejected(importId: string, skip: number, limit: number): Promise<readonly RejectedImportRow[]>;
  setState(
    importId: string,
    state: Exclude<ImportState, 'rolled-back'>,
    at: Instant,
    counts?: ImportRecord['counts'],
  ): Promise<void>;
  /** How many imports and rollbacks have changed the department so far; each adds one. */
  versionsSoFar(): Promise<number>;
  /** Terms that applied grade imports hold rows of, with the number of current rows. */
  termsWithGrades(): Promise<readonly { readonly term: string; readonly rows: number }[]>;
}
