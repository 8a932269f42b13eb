import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** What is on the server of DATABASE_URL for this run; null: no server. */
    server: {
      /** A migrated database, to begin others from. */
      readonly template: string;
      /** Begins the name of each of the run's databases. */
      readonly prefix: string;
    } | null;
  }
}

/** Migrates once on the real server, where there is one, for all tests that want a database of their own there. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    project.provide('server', null);
    return undefined;
  }
  const [{ beginRun, databaseOf, onServer }, { migrate }, { openPgDatabase }] = await Promise.all([
    import('../../tools/bench/own-database'),
    import('#adapters/postgres/migrate'),
    import('#adapters/postgres/pg'),
  ]);
  const run = await beginRun(url);
  const template = `${run.prefix}template`;
  await onServer(url, `create database ${template} template template0`);
  const database = openPgDatabase(databaseOf(url, template), { max: 1 });
  await migrate(database);
  // Nobody may be in a database that others are begun from.
  await database.close();
  project.provide('server', { template, prefix: run.prefix });
  return run.end;
}
