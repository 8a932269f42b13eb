import type { Role } from '../../domain/role';

/** One thing that someone did or saw; sentences come from core/domain/audit-sentence. */
export interface AuditItem {
  readonly seq: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The department's day. */
  readonly onDay: string;
  readonly person: { readonly id: string; readonly name: string; readonly workNo: string };
  /** `self`: on one's own account, before having a role. */
  readonly role: Role | 'self';
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Of a person the name, of an import the file's name. */
  readonly subjectName: string | null;
  readonly student: { readonly id: string; readonly name: string; readonly studentNo: string } | null;
  readonly detail: Readonly<Record<string, unknown>>;
  /** From what to what; of a sensitive field only that it changed. */
  readonly changes: Readonly<
    Record<string, readonly [string | number | boolean | null, string | number | boolean | null]>
  >;
}

/** What reckoning a part of the chain found. */
export interface AuditCheck {
  /** How many events the department has, and the last hash; null: none yet. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** The last number of this part. */
  readonly last: number;
  /** The first event that does not fit; null: all of this part do. */
  readonly broken: number | null;
  /** There is more to reckon. */
  readonly hasMore: boolean;
}
