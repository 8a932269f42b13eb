import { randomBytes } from 'node:crypto';
import type { Database } from '#adapters/postgres/database';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { openPglite } from '#adapters/postgres/pglite';
import { openMigratedPglite } from './migrated-pglite';

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
  /** With the present migrations. */
  openMigrated(): Promise<TestDatabase>;
}

const embedded: TestDriver = {
  name: 'PGlite',
  async openEmpty() {
    return closing(await openPglite());
  },
  async openMigrated() {
    return closing(await openMigratedPglite());
  },
};

const closing = (database: Database): TestDatabase => ({ database, drop: () => database.close() });

const server = (url: string): TestDriver => ({
  name: 'server',
  async openMigrated() {
    const opened = await this.openEmpty();
    await migrate(opened.database);
    return opened;
  },
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
export const openTestDatabase = (driver: TestDriver = embedded): Promise<TestDatabase> =>
  driver.openMigrated();

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
