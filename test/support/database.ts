import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Database } from '#adapters/postgres/database';
import { openPgDatabase } from '#adapters/postgres/pg';
import { openPglite } from '#adapters/postgres/pglite';
import { databaseOf, onServer } from '../../tools/bench/own-database';
import { openReusedPglite } from './reused-pglite';

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
    return closing(await openReusedPglite());
  },
};

const closing = (database: Database): TestDatabase => ({ database, drop: () => database.close() });

const server = (url: string): TestDriver => {
  const ours = () => {
    const given = inject('server');
    if (given === null) throw new Error('the tests began without DATABASE_URL');
    return given;
  };
  const openFrom = async (template: string): Promise<TestDatabase> => {
    const name = `${ours().prefix}${randomBytes(6).toString('hex')}`;
    await onServer(url, `create database ${name} template ${template}`);
    const database = openPgDatabase(databaseOf(url, name), { max: 4 });
    return {
      database,
      async drop() {
        await database.close();
        await onServer(url, `drop database ${name} with (force)`);
      },
    };
  };
  return {
    name: 'server',
    openEmpty: () => openFrom('template0'),
    openMigrated: () => openFrom(ours().template),
  };
};

/** PGlite always; a database of one's own on the server of DATABASE_URL where that is set. */
export const TEST_DRIVERS: readonly TestDriver[] = [
  embedded,
  ...(process.env.DATABASE_URL ? [server(process.env.DATABASE_URL)] : []),
];

/** A throw-away database with the present migrations; embedded unless another driver is named. */
export const openTestDatabase = (driver: TestDriver = embedded): Promise<TestDatabase> =>
  driver.openMigrated();
