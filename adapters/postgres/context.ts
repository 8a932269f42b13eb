import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { ActorKey } from '#core/application/ports';
import type { Aside, Transaction } from './database';
import type { DB } from './generated/schema';
import { type MasterKeys, NO_MASTER_KEYS } from './master-keys';
import { type SealedColumns, sealedColumns, type UnwrappedKeys } from './sealed-columns';

/** What a repository works with: one transaction, entered as one actor. */
export interface Context {
  readonly tx: Transaction;
  readonly db: Transaction['db'];
  readonly actor: ActorKey;
  /** For the columns of SEALED_COLUMNS. */
  readonly sealed: SealedColumns;
  readonly aside: Aside;
}

/** What sealed columns need beyond a transaction; kept by the store. */
export interface Keyring {
  readonly masters: MasterKeys;
  readonly unwrapped: UnwrappedKeys;
}

export const makeKeyring = (masters: MasterKeys = NO_MASTER_KEYS): Keyring => ({
  masters,
  unwrapped: new Map(),
});

/**
 * Turns the transaction over to the application's role and tells row-level security who acts. Each
 * setting ends with the transaction.
 */
export async function enterAs(
  tx: Transaction,
  actor: ActorKey,
  keyring: Keyring = makeKeyring(),
  aside: Aside = () => {},
): Promise<Context> {
  await tx.query(
    `select set_config('role', 'xueye_app', true),
      set_config('search_path', 'xueye, pg_temp', true),
      set_config('app.department_id', $1, true),
      set_config('app.person_id', $2, true),
      set_config('app.role', $3, true),
      set_config('app.today', $4, true)`,
    [actor.departmentId, actor.personId, actor.role, actor.today],
  );
  const sealed = sealedColumns(tx, actor.departmentId, keyring.masters, keyring.unwrapped);
  return { tx, db: tx.db, actor, sealed, aside };
}

/** Ids as one parameter, the same for every driver. */
export const uuids = (ids: readonly string[]): RawBuilder<string> =>
  sql<string>`any(${`{${ids.join(',')}}`}::uuid[])`;

/** Texts as one parameter. */
export const texts = (values: readonly string[]): RawBuilder<string> =>
  sql<string>`any(array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`;

/** Bounds the memory of one statement. */
const ROWS_AT_ONCE = 5000;

/**
 * Inserts many rows with one parameter a statement. All rows have the same keys; values go as JSON and
 * are read by the column's type.
 *
 * @param conflict what to do about a row that is there: `on conflict …`
 * @returns how many rows were written
 */
export async function insertRows<T extends keyof DB>(
  { db }: Pick<Context, 'db'>,
  table: T,
  rows: readonly Insertable<DB[T]>[],
  conflict = '',
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  let written = 0;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const chunk = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE));
    const { numAffectedRows } = await sql`insert into xueye.${sql.ref(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::xueye.${sql.ref(table)}, ${chunk}::jsonb)
      ${sql.raw(conflict)}`.execute(db);
    written += Number(numAffectedRows ?? 0);
  }
  return written;
}

/** For `like`: the text itself, whatever signs it holds. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
