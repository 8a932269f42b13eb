import type { Store } from '#core/application/ports';

/** CloudBase runs one call at a time in an instance; the second connection is for a look-up beside it. */
const POOL_SIZE = 2;

let opening: Promise<Store> | undefined;

/**
 * The store of this instance: connections stay open between calls. Loaded at the first call, so that
 * a cold start answers before the driver is read.
 */
export function sharedStore(): Promise<Store> {
  opening ??= open().catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open(): Promise<Store> {
  const [{ openPgDatabase }, { createStore }] = await Promise.all([
    import('#adapters/postgres/pg'),
    import('#adapters/postgres/store'),
  ]);
  // Without DATABASE_URL the driver reads the PG* variables itself.
  return createStore(openPgDatabase(process.env.DATABASE_URL ?? {}, { max: POOL_SIZE }));
}
