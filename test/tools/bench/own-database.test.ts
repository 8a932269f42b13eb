import { describe, expect, it } from 'vitest';
import { beginRun, databaseOf, onServer } from '../../../tools/bench/own-database';
import { runNode } from '../../support/run-node';

const url = process.env.DATABASE_URL ?? '';

describe.runIf(url)('databases of a run on a server', () => {
  const present = async (prefix: string) =>
    (
      await onServer<{ name: string }>(
        url,
        `select datname as name from pg_database where starts_with(datname, '${prefix}') order by datname`,
      )
    ).map(({ name }) => name);
  const create = (name: string) => onServer(url, `create database ${name} template template0`);

  it('go when it ends, and stay while it lives though another begins', async () => {
    const one = await beginRun(url);
    await create(`${one.prefix}a`);
    const another = await beginRun(databaseOf(url, `${one.prefix}a`));
    await create(`${another.prefix}a`);
    expect(await present(one.prefix)).toEqual([`${one.prefix}a`]);
    await another.end();
    expect(await present(another.prefix)).toEqual([]);
    expect(await present(one.prefix)).toEqual([`${one.prefix}a`]);
    await one.end();
    expect(await present(one.prefix)).toEqual([]);
  });

  it('are dropped by the next run where it was killed', async () => {
    const script = `
      const { beginRun, onServer } = await import('./tools/bench/own-database.ts');
      const { prefix } = await beginRun(process.env.DATABASE_URL);
      await onServer(process.env.DATABASE_URL, 'create database ' + prefix + 'left template template0');
      console.log(prefix);
      process.kill(process.pid, 'SIGKILL');`;
    const { stdout } = await runNode(['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: process.cwd(),
      env: { DATABASE_URL: url },
    });
    const prefix = stdout.trim();
    expect(prefix).toMatch(/^xueye_run_/);
    // The server notices a moment later that the connection has ended.
    await expect
      .poll(async () => {
        await (await beginRun(url)).end();
        return present(prefix);
      })
      .toEqual([]);
  });
});
