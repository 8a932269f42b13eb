import type { Role } from '../../domain/role';

export type AuditValue = string | number | boolean | null;

/** One thing done or seen. Ids, codes, dates and numbers: never a note's text, never what is sensitive. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** The student it is about, where the subject itself is none of student, talk, proposal, case, referral. */
  readonly student?: string;
  readonly detail?: Readonly<Record<string, AuditValue>>;
  /** From what to what. Of a sensitive field only that it changed: `['held', 'other']`. */
  readonly changes?: Readonly<Record<string, readonly [AuditValue, AuditValue]>>;
}

export interface AuditRecord {
  readonly seq: number;
  /** ISO 8601 in UTC, milliseconds. */
  readonly at: string;
  /** The department's day. */
  readonly onDay: string;
  readonly person: { readonly id: string; readonly name: string; readonly workNo: string };
  /** `self` where one acted on one's own account before having a role. */
  readonly role: Role | 'self';
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Of a person the name, of an import the file's name. */
  readonly subjectName: string | null;
  readonly student: { readonly id: string; readonly name: string; readonly studentNo: string } | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly changes: Readonly<Record<string, readonly [AuditValue, AuditValue]>>;
}

export interface AuditFilter {
  /** A part of the name, or the 工号. */
  readonly person?: string;
  /** A part of the name, or the 学号. */
  readonly student?: string;
  readonly studentId?: string;
  /** Exact actions, and beginnings of actions (`imports`); null: all. */
  readonly actions: {
    readonly only: readonly string[];
    readonly beginning: readonly string[];
    readonly but: readonly string[];
  } | null;
  readonly from?: string;
  readonly to?: string;
}

export interface AuditRepository {
  /** Append-only, in the transaction of the change: written and chained when that has done its work. */
  record(entry: AuditEntry): Promise<void>;
  /** Newest first, of those before `before`. */
  list(filter: AuditFilter, before: number | null, limit: number): Promise<readonly AuditRecord[]>;
  /** Null while nothing was recorded. */
  head(): Promise<{ readonly seq: number; readonly hash: string } | null>;
  /**
   * Reckons the hashes of the events after `after` anew, `limit` at most.
   *
   * @returns how many were read, the last number, and the first that does not fit; null: all fit
   */
  check(
    after: number,
    limit: number,
  ): Promise<{ readonly read: number; readonly last: number; readonly broken: number | null }>;
}
