import type { Database } from '#adapters/postgres/database';
import { openMigratedPglite } from './migrated-pglite';

type Prepare = (database: Database) => Promise<unknown>;

interface Kept {
  readonly database: Database;
  readonly definitions: string;
}

/** Emptied ones of this worker, by what they were prepared with: opening one anew costs about a second of processor time. */
const idle = new Map<Prepare | null, Kept[]>();

/**
 * An embedded database with the present migrations and no rows. Its `close` empties it for the next who
 * asks; one whose definitions were changed meanwhile (a trigger switched off, a function replaced) is
 * closed for good.
 *
 * @param prepare changes the definitions of a new one, the same for all of a worker
 */
export async function openReusedPglite(prepare: Prepare | null = null): Promise<Database> {
  const waiting = idle.get(prepare) ?? [];
  idle.set(prepare, waiting);
  const kept = waiting.pop() ?? (await make(prepare));
  return {
    transaction: kept.database.transaction,
    query: kept.database.query,
    hasSpare: kept.database.hasSpare,
    async close() {
      if ((await definitionsOf(kept.database)) !== kept.definitions) return kept.database.close();
      await empty(kept.database);
      waiting.push(kept);
    },
  };
}

async function make(prepare: Prepare | null): Promise<Kept> {
  const database = await openMigratedPglite();
  await prepare?.(database);
  return { database, definitions: await definitionsOf(database) };
}

async function empty(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'xueye' and tablename <> 'applied_migration'`,
  );
  const sequences = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences
     where schemaname = 'xueye' and last_value is not null`,
  );
  await database.transaction((tx) =>
    tx.exec(
      [
        // No trigger and no foreign key: the tables of record refuse deletion, and none is to be first.
        'set local session_replication_role = replica',
        ...tables.map(({ name }) => `delete from ${name}`),
        ...sequences.map(({ name }) => `alter sequence ${name} restart`),
      ].join(';'),
    ),
  );
}

/** Everything of the schema that a test might have changed, as one value to compare. */
async function definitionsOf(database: Database): Promise<string> {
  const [all] = await database.query<{ definitions: string }>(`
    select md5(concat(
      (select string_agg(concat(oid, tgenabled, tgfoid), ',' order by oid) from pg_trigger),
      (select string_agg(concat(oid, polcmd, polqual, polwithcheck), ',' order by oid) from pg_policy),
      (select string_agg(concat(oid, relrowsecurity, relforcerowsecurity, relacl), ',' order by oid)
       from pg_class where relnamespace = 'xueye'::regnamespace),
      (select string_agg(concat(oid, prosrc, proacl, prosecdef), ',' order by oid)
       from pg_proc where pronamespace = 'xueye'::regnamespace),
      (select string_agg(concat(oid, conname, convalidated), ',' order by oid) from pg_constraint),
      (select string_agg(concat(oid, nspname), ',' order by oid) from pg_namespace where nspname !~ '^pg_'),
      (select string_agg(concat(oid, rolname), ',' order by oid) from pg_roles)
    )) as definitions`);
  return all?.definitions ?? '';
}
