import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveWire, type WireServer } from '../../../local/host/wire';

let pglite: PGlite;
let wire: WireServer;
let pools: pg.Pool[];
const urlOf = (server: WireServer) => `postgres://postgres@127.0.0.1:${server.port}/postgres`;
const poolOf = (index: number): pg.Pool => pools[index % pools.length] ?? expect.fail('no pool');

beforeAll(async () => {
  pglite = await PGlite.create();
  wire = await serveWire(pglite);
  pools = [0, 1, 2].map(() => new pg.Pool({ connectionString: urlOf(wire), max: 2 }));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await wire.close();
  await pglite.close();
});
beforeEach(() =>
  poolOf(0).query('drop table if exists tally; create table tally (n int); insert into tally values (0)'),
);

const tally = async () => (await poolOf(1).query('select n from tally')).rows[0].n;

describe('PGlite over the wire', () => {
  it('keeps the statements of concurrent clients apart', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => poolOf(i).query(`select $1::int as given, ${i} as written`, [i])),
    );
    expect(answers.map(({ rows }) => rows[0])).toEqual(answers.map((_, i) => ({ given: i, written: i })));
  });

  it('runs the transactions of several pools one after the other, failed ones among them', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const client = await poolOf(i).connect();
        try {
          await client.query('begin');
          const { rows } = await client.query('select n from tally where n >= $1', [0]);
          await new Promise((resolve) => setTimeout(resolve, i % 3));
          await client.query('update tally set n = $1', [rows[0].n + 1]);
          if (i % 4 === 0) await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero');
          await client.query(i % 4 === 0 ? 'rollback' : 'commit');
        } finally {
          client.release();
        }
      }),
    );
    expect(await tally()).toBe(30);
  });

  it('rolls back what a client left open when it went away, and lets the next one in', async () => {
    const client = new pg.Client(urlOf(wire));
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    await client.query('update tally set n = 99');
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect(await tally()).toBe(0);
  });

  it('does not let a role set in one transaction reach the next client', async () => {
    await poolOf(0).query('drop role if exists visitor; create role visitor');
    const client = await poolOf(0).connect();
    await client.query('begin');
    await client.query('set local role visitor');
    await client.query('commit');
    client.release();
    expect((await poolOf(1).query('select current_user as me')).rows[0].me).toBe('postgres');
  });

  it('carries a parameter of megabytes', async () => {
    const text = '学'.repeat(1_000_000);
    expect((await poolOf(2).query('select length($1::text) as n', [text])).rows[0].n).toBe(1_000_000);
  });
});
