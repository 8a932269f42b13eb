import type { LocalDate } from '../../domain/local-date';
/** One import taken back: who, when, why, and what it undid. */
export interface ImportRollback {
  readonly id: string;
  readonly importId: string;
  readonly reason: string;
  /** Rows that are again as they were before the import. */
  readonly restored: number;
  /** Rows that the import had brought and that are no longer in force. */
  readonly withdrawn: number;
  readonly by: string;
  readonly byName: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

export type RollbackCounts = Pick<ImportRollback, 'restored' | 'withdrawn'>;

/** Decisions of a meeting that rest on an import through a screening. */
export interface RestingDecisions {
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly ranOn: string;
  readonly decisions: number;
}

/** What keeps a roster from being put back as it was. */
export type RosterObstacle = {
  /** Which table the row is of: `student`. */
  readonly ofTable: string;
  /** Whose row it is, where it has a name. */
  readonly who: string | null;
} & (
  | { readonly kind: 'later-import'; readonly file: string }
  | { readonly kind: 'changed-since' }
  | { readonly kind: 'referenced'; readonly byTable: string }
);

/** A later import, still in force, that stands on rows of an earlier one. */
export interface LaterFile {
  readonly file: string;
  /** repeated: it holds the row as the earlier one has it, so it wrote nothing of its own. */
  readonly did: 'changed' | 'repeated';
}

export interface ImportRollbackRepository {
  add(record: Omit<ImportRollback, 'byName'>): Promise<void>;
  /** From now on, within this transaction, the roster's changes are kept as those of this import. */
  recordChanges(importId: string): Promise<void>;
  /** The day on which its rows were removed, their time being over; null: they are there. */
  emptiedOn(importId: string): Promise<LocalDate | null>;
  /** The first screening whose decided proposals rest on the import; null: none. */
  decisionsRestingOn(importId: string): Promise<RestingDecisions | null>;
  /** The last applied file that changed or repeated rows of this one; null: none did. */
  laterGradeFile(importId: string): Promise<LaterFile | null>;
  /** Appends, for each row that the import wrote, the version before it or a withdrawn one. */
  rollBackGrades(importId: string, rollbackId: string): Promise<RollbackCounts>;
  /** The same of a list beside the grades. */
  laterFactFile(importId: string): Promise<LaterFile | null>;
  rollBackFacts(importId: string, rollbackId: string): Promise<RollbackCounts>;
  /** The same of a course list, and of a roster, whatever kind of list the later one is. */
  laterCourseFile(importId: string): Promise<LaterFile | null>;
  laterRosterFile(importId: string): Promise<LaterFile | null>;
  /** Puts the roster back, or answers what stands against it: then the transaction must be given up. */
  rollBackRoster(importId: string): Promise<RollbackCounts | { readonly obstacle: RosterObstacle }>;
}
