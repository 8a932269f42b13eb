import type { ChainHead, ChainRow } from '#core/domain/audit-chain';
import type { Database } from './database';

/** The chain of one department as the owner reads it. */
export interface StoredChain {
  readonly departmentId: string;
  readonly departmentName: string;
  /** Null: the head is gone. */
  readonly head: ChainHead | null;
  readonly rows: readonly ChainRow[];
}

const ROWS_AT_ONCE = 5000;

/** Every department that has events or a head, with owner's rights, as of one moment. */
export function readChains(database: Database): Promise<readonly StoredChain[]> {
  return database.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    const departments = await tx.query<{ id: string; name: string; seq: number | null; hash: string | null }>(
      `select held.id, coalesce(department.name, '') as name, head.seq, head.hash
      from (select department_id as id from xueye.audit_head
        union select distinct department_id from xueye.audit_event) held
      left join xueye.department on department.department_id = held.id
      left join xueye.audit_head head on head.department_id = held.id
      order by held.id`,
    );
    const chains: StoredChain[] = [];
    for (const { id, name, seq, hash } of departments) {
      const rows: ChainRow[] = [];
      for (;;) {
        const part = await tx.query<ChainRow>(PART, [id, rows.at(-1)?.seq ?? NOTHING_BEFORE, ROWS_AT_ONCE]);
        rows.push(...part);
        if (part.length < ROWS_AT_ONCE) break;
      }
      const head = seq === null || hash === null ? null : { seq, hash };
      chains.push({ departmentId: id, departmentName: name, head, rows });
    }
    return chains;
  });
}

/** A forged number may be below 1. */
const NOTHING_BEFORE = Number.MIN_SAFE_INTEGER;

/** Columns as the texts that are hashed; nothing is reckoned by the database. */
const PART = `
  select department_id::text as "departmentId", seq,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
    to_char(on_day, 'YYYY-MM-DD') as "onDay", person_id::text as "personId", role, action,
    subject_type as "subjectType", subject_id as "subjectId", student_id::text as "studentId",
    detail::text as detail, changes::text as changes, previous_hash as "previousHash", hash
  from xueye.audit_event where department_id = $1 and seq > $2 order by seq limit $3`;
