import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of one's own on the server of `url`, dropped afterwards whatever happens. */
export async function withOwnDatabase<T>(url: string, work: (ownUrl: string) => Promise<T>): Promise<T> {
  const name = `xueye_bench_${randomBytes(6).toString('hex')}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  await onServer(url, `create database ${name} template template0`);
  try {
    return await work(own.href);
  } finally {
    await onServer(url, `drop database ${name} with (force)`);
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
