import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileStore, type StorageAnswer } from '../../../local/host/file-store';

const KEY = 'service-key';
let folder: string;
let time: number;
let store: ReturnType<typeof openFileStore>;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'files-'));
  time = 1_000_000;
  store = openFileStore({
    folder,
    bucket: 'files',
    apiKey: KEY,
    secret: Buffer.alloc(32, 7),
    base: () => 'http://h',
    now: () => time,
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const send = (method: string, url: string, init: { key?: string; body?: string; upsert?: boolean } = {}) =>
  store({
    method,
    url: new URL(url, 'http://h'),
    authorization: init.key && `Bearer ${init.key}`,
    contentType: 'text/csv',
    upsert: init.upsert ?? false,
    body: async () => Buffer.from(init.body ?? ''),
  });
const fieldOf = (answer: StorageAnswer, key: string): string =>
  'json' in answer ? String((answer.json as Record<string, unknown>)[key]) : '';
const textOf = (answer: StorageAnswer): string =>
  'bytes' in answer ? new TextDecoder().decode(answer.bytes) : '';

describe('storage on the local disk', () => {
  it('takes one upload by a signed link, and gives it to the service and by a signed link', async () => {
    const upload = await send('POST', '/object/upload/sign/files/d/a.csv', { key: KEY });
    expect((await send('PUT', fieldOf(upload, 'fullURL'), { body: 'rows' })).status).toBe(200);
    expect(textOf(await send('GET', '/object/files/d/a.csv', { key: KEY }))).toBe('rows');
    const signed = await send('POST', '/object/sign/files/d/a.csv', { key: KEY, body: '{"expiresIn":600}' });
    const link = `${fieldOf(signed, 'fullSignedURL')}&download=${encodeURIComponent('表.csv')}`;
    const got = await send('GET', link);
    expect(got).toMatchObject({ status: 200, contentType: 'text/csv', fileName: '表.csv' });
    expect((await send('PUT', fieldOf(upload, 'fullURL'), { body: 'other' })).status).toBe(409);
    expect(textOf(await send('GET', link))).toBe('rows');
  });

  it.each([
    [599_999, 200],
    [600_000, 401],
  ])('a download link of 600 s answers after %d ms: %d', async (wait, status) => {
    await send('POST', '/object/files/a.pdf', { key: KEY, body: 'x' });
    const signed = await send('POST', '/object/sign/files/a.pdf', { key: KEY, body: '{"expiresIn":600}' });
    time += wait;
    expect((await send('GET', fieldOf(signed, 'fullSignedURL'))).status).toBe(status);
  });

  it.each([
    [59_999, 200],
    [60_000, 401],
  ])('an upload link takes a file after %d ms: %d', async (wait, status) => {
    const upload = await send('POST', '/object/upload/sign/files/a.csv', { key: KEY });
    time += wait;
    expect((await send('PUT', fieldOf(upload, 'fullURL'), { body: 'rows' })).status).toBe(status);
  });

  it('does not take a link for another file, another use, or a stretched time', async () => {
    await send('POST', '/object/files/a', { key: KEY, body: 'a' });
    await send('POST', '/object/files/b', { key: KEY, body: 'b' });
    const signed = await send('POST', '/object/sign/files/a', { key: KEY, body: '{"expiresIn":600}' });
    const link = fieldOf(signed, 'fullSignedURL');
    expect((await send('GET', link.replace('/files/a', '/files/b'))).status).toBe(401);
    expect(
      (await send('PUT', link.replace('/object/sign', '/object/upload/sign'), { upsert: true })).status,
    ).toBe(401);
    expect((await send('GET', link.replace(/token=\d+/, 'token=9999999999999'))).status).toBe(401);
    expect((await send('GET', link.replace(/token=.*/, 'token='))).status).toBe(401);
  });

  it.each(['POST', 'GET'])('answers %s of an object to the service key only', async (method) => {
    expect((await send(method, '/object/files/a')).status).toBe(401);
    expect((await send(method, '/object/files/a', { key: 'other' })).status).toBe(401);
    expect(
      (await send('POST', '/object/sign/files/a', { key: 'other', body: '{"expiresIn":1}' })).status,
    ).toBe(401);
    expect((await send('POST', '/object/upload/sign/files/a')).status).toBe(401);
  });

  it.each(['..%2F..%2Fetc%2Fpasswd', '%2Fetc%2Fpasswd', 'a/..%2f..%2f..%2fkeys.json', 'a%00b'])(
    'does not leave its folder for %s',
    async (name) => {
      expect((await send('GET', `/object/files/${name}`, { key: KEY })).status).toBe(404);
      expect((await send('POST', `/object/files/${name}`, { key: KEY, body: 'x' })).status).toBe(404);
    },
  );

  it('overwrites only when asked to', async () => {
    await send('POST', '/object/files/a', { key: KEY, body: '1' });
    expect((await send('POST', '/object/files/a', { key: KEY, body: '2' })).status).toBe(409);
    expect((await send('POST', '/object/files/a', { key: KEY, body: '2', upsert: true })).status).toBe(200);
    expect(textOf(await send('GET', '/object/files/a', { key: KEY }))).toBe('2');
  });
});
