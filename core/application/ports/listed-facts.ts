import type { FactKind } from '../../domain/fact-kind';
import type { Absence, DisciplinaryAction, ListedWarning, Referral } from '../../domain/screening-facts';

/** What a row of each list says. */
export interface FactRows {
  readonly absences: Absence;
  readonly discipline: DisciplinaryAction;
  readonly warnings: ListedWarning;
  readonly referrals: Referral;
}

/** A row of a list beside the grades, as read from a file. */
export interface ListedRow<K extends FactKind = FactKind> {
  /** Position in the file as the office sees it. */
  readonly row: number;
  readonly studentNo: string;
  /** As the file has it; null: it has no such column, or the cell is blank. */
  readonly studentName: string | null;
  readonly fact: FactRows[K];
}

/** Where a row stands among the versions of its student's rows. */
export interface FactVersion {
  readonly rowKey: string;
  readonly contentHash: string;
}

/** A version in force, with what it says and the name of the file that brought it. */
export interface HeldFact extends FactVersion {
  readonly fileName: string;
  readonly fact: FactRows[FactKind];
}

export interface StoredFact extends FactVersion {
  readonly id: string;
  readonly kind: FactKind;
  readonly studentId: string;
  readonly importId: string;
  readonly fact: FactRows[FactKind];
}

/** Whose row it is. */
export interface FactOwner {
  readonly studentId: string;
  readonly studentNo: string;
}

/** A row in force with whose it is. */
export type FactInForce = {
  readonly [K in FactKind]: FactOwner & { readonly kind: K; readonly fact: FactRows[K] };
}[FactKind];

export interface ListedFactRepository {
  /** Versions in force of one kind, by student id. */
  current(kind: FactKind, studentIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldFact[]>>;
  /** Appends versions; the current one under the same (student, key) is superseded, never overwritten. */
  append(rows: readonly StoredFact[]): Promise<void>;
  /** All rows in force in the actor's scope. */
  inForce(): Promise<readonly FactInForce[]>;
  /**
   * Rows of applied lists that could not be taken, of students whose 学号 could be read: one entry a row.
   * A later list of the same kind and file name speaks in place of an earlier one about the students that
   * it names, and about everyone in the semesters that it is of.
   */
  unread(): Promise<readonly (FactOwner & { readonly kind: FactKind })[]>;
  /** The applied lists whose rows are in force, oldest first. */
  importSources(): Promise<
    readonly { readonly id: string; readonly kind: FactKind; readonly fileName: string }[]
  >;
}
