import type { Database } from '#adapters/postgres/database';

/** CloudBase runs one call at a time in an instance; the second connection is for a look-up beside it. */
const POOL_SIZE = 2;

let opening: Promise<Database> | undefined;

/**
 * The database of this instance: connections stay open between calls. Loaded at the first call, so that
 * a cold start answers before the driver is read.
 */
export function sharedDatabase(): Promise<Database> {
  opening ??= open().catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open(): Promise<Database> {
  const { openPgDatabase } = await import('#adapters/postgres/pg');
  // Without DATABASE_URL the driver reads the PG* variables itself.
  // The embedded database of a laptop takes one transaction after the other.
  const hasSpare = process.env.DATABASE_ONE_AT_A_TIME === undefined;
  return openPgDatabase(process.env.DATABASE_URL ?? {}, { max: POOL_SIZE, hasSpare });
}
