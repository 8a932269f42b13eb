import pg from 'pg';
import { type Database, queryAlone, runTransaction } from './database';
import { VALUE_PARSERS } from './values';

/** One of these SQLSTATE classes never reached the work: the server went away or is starting. */
const CONNECTION_LOST = /^(08|57P)/;

/**
 * Any PostgreSQL server through `pg`; connects at the first use.
 *
 * @param config a URL, or settings of pg; `{}` reads the PG* variables
 * @param options.max connections at most
 * @param options.hasSpare false where the server takes one transaction at a time, whatever the connections
 */
export function openPgDatabase(
  config: string | pg.PoolConfig,
  { max, hasSpare = max > 1 }: { readonly max: number; readonly hasSpare?: boolean },
): Database {
  const pool = new pg.Pool({
    ...(typeof config === 'string' ? { connectionString: config } : config),
    max,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        format === 'binary'
          ? pg.types.getTypeParser(oid, 'binary')
          : (VALUE_PARSERS[oid] ?? pg.types.getTypeParser(oid, 'text')),
    },
  });
  // An idle connection that the server closes is replaced at the next use.
  pool.on('error', () => {});

  const transaction: Database['transaction'] = async (work) => {
    const client = await begin(pool);
    // A connection that breaks while it is held tells its statement; the event tells nobody more.
    const ignore = () => {};
    client.on('error', ignore);
    let broken: Error | undefined;
    try {
      const result = await runTransaction(
        {
          async query(text, parameters) {
            const { rows, rowCount } = await client.query(text, [...parameters]);
            return { rows, affected: rowCount ?? 0 };
          },
          async exec(script) {
            await client.query(script);
          },
        },
        work,
      );
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => {
        broken = lost;
      });
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  };
  return { transaction, query: queryAlone(transaction), close: () => pool.end(), hasSpare };
}

/** An instance may have slept while the server closed its connections: one more try with a new one. */
async function begin(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    return client;
  } catch (error) {
    client.release(true);
    const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '08';
    if (!CONNECTION_LOST.test(code)) throw error;
  }
  const fresh = await pool.connect();
  try {
    await fresh.query('begin');
    return fresh;
  } catch (error) {
    fresh.release(true);
    throw error;
  }
}
