import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_DRIVERS, type TestDatabase } from '../../support/database';

describe.each(TEST_DRIVERS)('a database on $name', (driver) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await driver.openEmpty();
    await opened.database.query('create table note (id integer primary key, body text)');
  });
  afterAll(() => opened?.drop());

  const notes = async () => {
    const rows = await opened.database.query<{ id: number }>('select id from note order by id');
    return rows.map(({ id }) => id);
  };

  it.each([
    ['true', true],
    ['7::smallint', 7],
    ['-7::integer', -7],
    ['9007199254740991::bigint', Number.MAX_SAFE_INTEGER],
    ['-9007199254740991::bigint', Number.MIN_SAFE_INTEGER],
    ['count(*)', 1],
    ['1.50::numeric', '1.50'],
    ['123456789012345678.99::numeric', '123456789012345678.99'],
    [`date '2026-02-28'`, '2026-02-28'],
    [`timestamptz '2026-09-14 08:00:00+08'`, '2026-09-14T00:00:00.000Z'],
    [`timestamptz '2026-09-14 00:00:00.123999Z'`, '2026-09-14T00:00:00.123Z'],
    [`'0195f0c0-0000-7000-8000-000000000001'::uuid`, '0195f0c0-0000-7000-8000-000000000001'],
    [`'00123 喆'::text`, '00123 喆'],
    [`'{"a": [1, null, "1.10"]}'::jsonb`, { a: [1, null, '1.10'] }],
    [`'null'::jsonb`, null],
    ['null::date', null],
  ])('answers %s as the same JavaScript value', async (expression, value) => {
    const [row] = await opened.database.query<{ value: unknown }>(`select ${expression} as value`);
    expect(row).toEqual({ value });
  });

  it('answers the same instant in any time zone of the session', async () => {
    for (const zone of ['Asia/Shanghai', 'America/St_Johns', 'UTC']) {
      const [row] = await opened.database.transaction(async (tx) => {
        await tx.query(`select set_config('TimeZone', $1, true)`, [zone]);
        return tx.query<{ at: string; day: string }>(
          `select timestamptz '2026-09-13 16:30:00.5Z' as at, date '2026-09-14' as day`,
        );
      });
      expect(row).toEqual({ at: '2026-09-13T16:30:00.500Z', day: '2026-09-14' });
    }
  });

  it.each(['9007199254740992', '-9007199254740992'])(
    'refuses the integer %s, which a number does not hold',
    async (text) => {
      await expect(opened.database.query(`select ${text}::bigint as value`)).rejects.toThrow(/beyond/);
    },
  );

  it('takes null, text, integers, booleans and JSON as parameters alike', async () => {
    const [row] = await opened.database.query(
      'select $1::text as a, $2::integer as b, $3::boolean as c, $4::jsonb as d, $5::date as e, $6::timestamptz as f',
      [null, 5, false, '[{"x":"’\\"\\\\"}]', '2026-09-14', '2026-09-14T01:02:03.456Z'],
    );
    expect(row).toEqual({
      a: null,
      b: 5,
      c: false,
      d: [{ x: '’"\\' }],
      e: '2026-09-14',
      f: '2026-09-14T01:02:03.456Z',
    });
  });

  it('commits what a transaction wrote once it resolves', async () => {
    await opened.database.transaction((tx) => tx.query('insert into note (id) values (1)'));
    expect(await notes()).toEqual([1]);
  });

  it('keeps nothing of a transaction that throws, and passes on what it threw', async () => {
    const failure = new Error('changed my mind');
    const before = await notes();
    const thrown = opened.database.transaction(async (tx) => {
      await tx.query('insert into note (id) values (2)');
      throw failure;
    });
    await expect(thrown).rejects.toBe(failure);
    expect(await notes()).toEqual(before);
  });

  it('fails a transaction in which a failed statement was swallowed', async () => {
    const before = await notes();
    const swallowing = opened.database.transaction(async (tx) => {
      await tx.query('insert into note (id) values (3)');
      await tx.query('insert into note (id) values (3)').catch(() => []);
      return 'all is well';
    });
    await expect(swallowing).rejects.toMatchObject({ code: '23505' });
    expect(await notes()).toEqual(before);
  });

  it('names constraint and table of a violation', async () => {
    await expect(opened.database.query(`insert into note (id) values (4), (4)`)).rejects.toMatchObject({
      code: '23505',
      table: 'note',
      constraint: 'note_pkey',
    });
  });

  it('runs statements that were not waited for one after the other, and all before the commit', async () => {
    await opened.database.transaction(async (tx) => {
      for (const id of [5, 6, 7]) void tx.query('insert into note (id) values ($1)', [id]);
    });
    expect(await notes()).toEqual(expect.arrayContaining([5, 6, 7]));
  });

  it('refuses a transaction that has ended', async () => {
    const before = await notes();
    const ended = await opened.database.transaction(async (tx) => tx);
    await expect(ended.query('insert into note (id) values (8)')).rejects.toThrow('has ended');
    await expect(ended.exec('insert into note (id) values (8)')).rejects.toThrow('has ended');
    expect(await notes()).toEqual(before);
  });

  it('keeps many transactions at once apart', async () => {
    await opened.database.query(`insert into note (id, body) values (100, '0')`);
    const add = () =>
      opened.database.transaction(async (tx) => {
        const [row] = await tx.query<{ body: string }>('select body from note where id = 100 for update');
        await tx.query('update note set body = $1 where id = 100', [`${Number(row?.body) + 1}`]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await opened.database.query('select body from note where id = 100')).toEqual([{ body: '20' }]);
  });

  it('ends settings made for a transaction with it', async () => {
    await opened.database.transaction((tx) => tx.query(`select set_config('app.role', 'leader', true)`));
    const [row] = await opened.database.query(`select nullif(current_setting('app.role', true), '') as role`);
    expect(row).toEqual({ role: null });
  });
});

describe.runIf(process.env.DATABASE_URL)('a pool of connections to a server', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    const server = TEST_DRIVERS.find(({ name }) => name === 'server');
    if (!server) throw new Error('DATABASE_URL is set, yet there is no server to test on');
    opened = await server.openEmpty();
  });
  afterAll(() => opened?.drop());

  it('goes on with a new connection after the server has closed the old ones', async () => {
    const ownPid = 'select pg_backend_pid() as pid';
    const [before] = await opened.database.query<{ pid: number }>(ownPid);
    const killed = opened.database.transaction((tx) =>
      tx.query('select pg_terminate_backend(pg_backend_pid())'),
    );
    await expect(killed).rejects.toThrow();
    const [after] = await opened.database.query<{ pid: number }>(ownPid);
    expect(after?.pid).not.toBe(before?.pid);
  });
});
