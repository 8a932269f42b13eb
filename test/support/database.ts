import { randomBytes } from 'node:crypto';
import type { Database } from '#adapters/postgres/database';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { openPglite } from '#adapters/postgres/pglite';

export interface TestDatabase {
  /** With owner's rights and the present migrations. */
  readonly database: Database;
  /** Closes it and leaves nothing behind. */
  drop(): Promise<void>;
}

export interface TestDriver {
  readonly name: string;
  /** Not migrated. */
  openEmpty(): Promise<TestDatabase>;
}

const embedded: TestDriver = {
  name: 'PGlite',
  async openEmpty() {
    const database = await openPglite();
    return { database, drop: () => database.close() };
  },
};

const server = (url: string): TestDriver => ({
  name: 'server',
  async openEmpty() {
    const name = `xueye_test_${randomBytes(6).toString('hex')}`;
    await onServer(url, `create database ${name} template template0`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    const database = openPgDatabase(own.href, { max: 4 });
    return {
      database,
      async drop() {
        await database.close();
        await onServer(url, `drop database ${name} with (force)`);
      },
    };
  },
});

/** PGlite always; a database of one's own on the server of DATABASE_URL where that is set. */
export const TEST_DRIVERS: readonly TestDriver[] = [
  embedded,
  ...(process.env.DATABASE_URL ? [server(process.env.DATABASE_URL)] : []),
];

/** A throw-away database with the present migrations; embedded unless another driver is named. */
export async function openTestDatabase(driver: TestDriver = embedded): Promise<TestDatabase> {
  const opened = await driver.openEmpty();
  await migrate(opened.database);
  return opened;
}

/** Creating a database knows no transaction. */
async function onServer(url: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
