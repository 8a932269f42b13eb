import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** First key of the advisory lock that a living run holds; the second is the run itself. */
const LOCK_CLASS = 20_150_401;
const PREFIX = 'xueye_run_';

/** Databases of one's own on a server, for as long as a run lasts. */
export interface DatabaseRun {
  /** Begins the name of each of its databases, so that others can tell whose they are. */
  readonly prefix: string;
  /** Drops all of its databases, whoever is still in one. */
  end(): Promise<void>;
}

/**
 * Begins a run: from now until its process ends, however it ends, the server knows that it lives. What a
 * run left behind that was killed is dropped first; what a living one has is not touched.
 *
 * @param url of any database of the server, by an account that may create others
 */
export async function beginRun(url: string): Promise<DatabaseRun> {
  const id = randomBytes(4);
  const prefix = `${PREFIX}${id.toString('hex')}_`;
  // The connection, not a file or a pid: it ends with the process, on whichever machine that is.
  const living = new pg.Client({ connectionString: url, keepAlive: true });
  living.on('error', () => undefined);
  await living.connect();
  await living.query('select pg_advisory_lock($1::int, $2::int)', [LOCK_CLASS, id.readInt32BE()]);
  await dropAll(url, (run) => `${run} <> all (${LIVING_RUNS})`);
  return {
    prefix,
    async end() {
      await dropAll(url, (run) => `${run} = '${id.toString('hex')}'`, 'with (force)');
      await living.end();
    },
  };
}

/** Advisory locks of every database of the server, as the runs' hexadecimal digits. */
const LIVING_RUNS = `select lpad(to_hex(objid::bigint), 8, '0') from pg_locks
  where locktype = 'advisory' and classid = ${LOCK_CLASS}`;

async function dropAll(url: string, whose: (run: string) => string, how = ''): Promise<void> {
  const run = `substr(datname, ${PREFIX.length + 1}, 8)`;
  const found = await onServer<{ name: string }>(
    url,
    `select datname as name from pg_database
     where datname ~ '^${PREFIX}[0-9a-f]{8}_' and ${whose(run)}`,
  );
  for (const { name } of found) {
    await onServer(url, `drop database if exists ${name} ${how}`).catch((error: unknown) => {
      // In use after all, or just dropped by another who tidies up.
      if (how !== '' || !IN_THE_WAY.has(Object(error).code)) throw error;
    });
  }
}
const IN_THE_WAY = new Set(['55006', '3D000', 'XX000']);

/** A database of one's own on the server of `url`, dropped afterwards whatever happens. */
export async function withOwnDatabase<T>(url: string, work: (ownUrl: string) => Promise<T>): Promise<T> {
  const run = await beginRun(url);
  try {
    const name = `${run.prefix}bench`;
    await onServer(url, `create database ${name} template template0`);
    return await work(databaseOf(url, name));
  } finally {
    await run.end();
  }
}

/** Runs a statement that knows no transaction, such as creating a database. */
export async function onServer<Row extends object>(url: string, statement: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function databaseOf(url: string, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}
