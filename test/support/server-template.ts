import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { databaseOf, onServer } from './server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Name of a migrated database on the server of DATABASE_URL, to begin others from; null: no server. */
    serverTemplate: string | null;
  }
}

/** Migrates once on the real server, where there is one, for all tests that want a database of their own there. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    project.provide('serverTemplate', null);
    return undefined;
  }
  const name = `xueye_template_${randomBytes(6).toString('hex')}`;
  await onServer(url, `create database ${name} template template0`);
  const database = openPgDatabase(databaseOf(url, name), { max: 1 });
  await migrate(database);
  // Nobody may be in a database that others are begun from.
  await database.close();
  project.provide('serverTemplate', name);
  return () => onServer(url, `drop database ${name} with (force)`);
}
