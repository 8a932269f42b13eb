import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Database, Transaction } from './database';

export interface Migration {
  /** `<14-digit UTC>_<snake>.sql` */
  readonly name: string;
  readonly sql: string;
}

const FILE_NAME = /^\d{14}_[a-z0-9_]+\.sql$/;
/** Names our place among the advisory locks of a database. */
const LOCK = 7_202_611_240;

/** The migrations shipped beside this file, in order. */
export async function readMigrations(
  folder = new URL('./migrations/', import.meta.url),
): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const misnamed = names.find((name) => !FILE_NAME.test(name));
  if (misnamed) throw new Error(`${misnamed}: a migration is named <14-digit UTC>_<snake>.sql`);
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), 'utf8') })),
  );
}

/**
 * Brings the schema up to date, with owner's rights: each migration in a transaction of its own, one
 * process at a time. What was applied once must not change afterwards.
 *
 * @returns the names applied now
 * @throws Error naming the migration that changed since, or that this version does not know
 */
export async function migrate(
  database: Database,
  migrations?: readonly Migration[],
): Promise<readonly string[]> {
  const known = migrations ?? (await readMigrations());
  const pending = await database.transaction(async (tx) => {
    await lockAndPrepare(tx);
    return pendingOf(known, await readApplied(tx));
  });
  const applied: string[] = [];
  for (const migration of pending) {
    const isApplied = await database.transaction((tx) => apply(tx, migration));
    if (isApplied) applied.push(migration.name);
  }
  return applied;
}

async function lockAndPrepare(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await tx.exec(`
    create schema if not exists xueye;
    create table if not exists xueye.applied_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
  `);
}

async function readApplied(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ name: string; checksum: string }>(
    'select name, checksum from xueye.applied_migration order by name',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function pendingOf(known: readonly Migration[], applied: ReadonlyMap<string, string>): readonly Migration[] {
  const names = new Set(known.map(({ name }) => name));
  const unknown = [...applied.keys()].find((name) => !names.has(name));
  if (unknown) {
    throw new Error(
      `The database has migration ${unknown}, which this version does not know: update the program.`,
    );
  }
  for (const { name, sql } of known) {
    const checksum = applied.get(name);
    if (checksum !== undefined && checksum !== checksumOf(sql)) {
      throw new Error(`Migration ${name} changed after it was applied: restore it and add a new migration.`);
    }
  }
  return known.filter(({ name }) => !applied.has(name));
}

/** False where another process applied it while we waited. */
async function apply(tx: Transaction, { name, sql }: Migration): Promise<boolean> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  if ((await readApplied(tx)).has(name)) return false;
  await tx.exec(sql);
  await tx.query('insert into xueye.applied_migration (name, checksum) values ($1, $2)', [
    name,
    checksumOf(sql),
  ]);
  return true;
}

/** A checkout may change line ends, which change nothing. */
const checksumOf = (sql: string): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
