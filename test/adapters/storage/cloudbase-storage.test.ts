import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCloudbaseStorage, type RemovingStorage } from '#adapters/storage/cloudbase-storage';
import { type Host, startHost } from '../../../local/host/host';
import { openKeys } from '../../../local/host/keys';

let folder: string;
let host: Host;
let storage: RemovingStorage;
const NOW = '2026-09-14T01:00:00.000Z';
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'storage-'));
  host = await startHost({ dataDir: folder, functionsDir: folder, envId: 'e', publishableKey: 'p' });
  storage = createCloudbaseStorage({
    origin: host.url,
    apiKey: openKeys(folder).storageKey,
    bucket: 'files',
    clock: { now: () => NOW },
  });
});
afterAll(async () => {
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('storage over CloudBase’s HTTP API', () => {
  it('gives a link that takes a file without any key, and reads it back', async () => {
    const { url, method, headers } = await storage.createUpload('dept/imports/a.csv', 4);
    expect((await fetch(url, { method, headers, body: 'rows' })).status).toBe(200);
    expect(text(await storage.read('dept/imports/a.csv'))).toBe('rows');
  });

  it('writes, and gives a link under the file’s Chinese name that expires', async () => {
    await storage.write('dept/papers/b.pdf', new TextEncoder().encode('%PDF'), 'application/pdf');
    const { url, expiresAt } = await storage.createDownload('dept/papers/b.pdf', '谈话记录表 & 表.pdf');
    const response = await fetch(url);
    expect(await response.text()).toBe('%PDF');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('谈话记录表 & 表.pdf'));
    expect(expiresAt).toBe('2026-09-14T01:10:00.000Z');
  });

  it('writes the same path again over the former', async () => {
    await storage.write('c', new TextEncoder().encode('1'), 'text/plain');
    await storage.write('c', new TextEncoder().encode('2'), 'text/plain');
    expect(text(await storage.read('c'))).toBe('2');
  });

  it('is a fault where nothing lies, without the path in its text', async () => {
    const fault: Error = await storage.read('dept/secret-name').then(
      () => expect.fail('read something'),
      (error) => error,
    );
    expect(fault).toMatchObject({ name: 'StorageFault', code: 'GET files 404' });
    expect(`${fault}${fault.stack}`).not.toContain('secret-name');
  });

  it('removes a file, once or twice, and nothing with another key', async () => {
    await storage.write('dept/imports/gone.csv', new TextEncoder().encode('1'), 'text/csv');
    await storage.remove('dept/imports/gone.csv');
    await expect(storage.read('dept/imports/gone.csv')).rejects.toMatchObject({ status: 404 });
    await storage.remove('dept/imports/gone.csv');
    const response = await fetch(`${host.url}/v1/storages/object/files/c`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer x' },
    });
    expect(response.status).toBe(401);
    expect(text(await storage.read('c'))).toBe('2');
  });

  it('is a fault with another key', async () => {
    const stranger = createCloudbaseStorage({
      origin: host.url,
      apiKey: 'x',
      bucket: 'files',
      clock: { now: () => NOW },
    });
    await expect(stranger.createUpload('a', 1)).rejects.toMatchObject({ code: 'POST upload 401' });
  });

  it('takes 20 MB and not a byte more', async () => {
    const put = async (size: number) => {
      const { url, method, headers } = await storage.createUpload(`big-${size}`, size);
      return (await fetch(url, { method, headers, body: new Uint8Array(size) })).status;
    };
    expect(await put(20 * 1024 * 1024)).toBe(200);
    expect(await put(20 * 1024 * 1024 + 1)).toBe(413);
  });
});
