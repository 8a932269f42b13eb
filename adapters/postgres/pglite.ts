import { PGlite } from '@electric-sql/pglite';
import { type Database, queryAlone, runTransaction } from './database';
import { VALUE_PARSERS } from './values';

/**
 * The embedded PostgreSQL. It takes no lock on its directory: the caller holds one. Never part of a
 * function's bundle.
 *
 * @param dir data directory; without one everything is in memory and gone at `close`
 */
export async function openPglite(dir?: string): Promise<Database> {
  return pgliteDatabase(await PGlite.create({ ...(dir === undefined ? {} : { dataDir: dir }) }));
}

/** A PGlite that is open already; `close` closes it. */
export function pgliteDatabase(pglite: PGlite): Database {
  const options = { parsers: { ...VALUE_PARSERS } };
  const transaction: Database['transaction'] = (work) =>
    pglite.transaction((tx) =>
      runTransaction(
        {
          async query(text, parameters) {
            const { rows, affectedRows } = await tx.query(text, [...parameters], options);
            return { rows, affected: affectedRows ?? 0 };
          },
          async exec(script) {
            await tx.exec(script);
          },
        },
        work,
      ),
    );
  return { transaction, query: queryAlone(transaction), close: () => pglite.close(), hasSpare: false };
}
