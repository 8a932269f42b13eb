import type { Clock, Storage } from '#core/application/ports';

export interface CloudbaseStorageOptions {
  /** `https://<env>.api.tcloudbasegateway.com` */
  readonly origin: string;
  /** Key of the service role: the function decides who may, not storage's own rules. */
  readonly apiKey: string;
  /** A private bucket, made at deployment. */
  readonly bucket: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly fetch?: typeof globalThis.fetch;
}

/** What the job that keeps to the periods may, and the application never asks. */
export interface RemovingStorage extends Storage {
  /** One that is not there is gone. */
  remove(path: string): Promise<void>;
}

const DOWNLOAD_SECONDS = 600;

/**
 * CloudBase's storage for PostgreSQL environments (`/v1/storages/object/…`).
 *
 * @see https://docs.cloudbase.net/http-api/storage-pg/pg-storage-api
 */
export function createCloudbaseStorage(options: CloudbaseStorageOptions): RemovingStorage {
  const { origin, apiKey, bucket, clock, fetch = globalThis.fetch } = options;
  const base = `${origin}/v1/storages`;
  const object = (path: string) => `${bucket}/${path.split('/').map(encodeURIComponent).join('/')}`;
  const absolute = (url: string) => (/^https?:\/\//.test(url) ? url : `${base}/${url.replace(/^\//, '')}`);

  async function send(method: string, path: string, init: { body?: BodyInit; headers?: HeadersInit } = {}) {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${apiKey}`);
    const response = await fetch(`${base}${path}`, { ...init, method, headers });
    // The body of a refusal may repeat the object's name; the status says enough.
    if (!response.ok) throw new StorageFault(method, path.split('/')[2] ?? '', response.status);
    return response;
  }

  return {
    async createUpload(path) {
      const response = await send('POST', `/object/upload/sign/${object(path)}`);
      const signed: unknown = await response.json();
      const url = absolute(textOf(signed, 'fullURL') ?? textOf(signed, 'url') ?? missing('url'));
      return { url, method: 'PUT', headers: { 'content-type': 'application/octet-stream' } };
    },
    async read(path) {
      const response = await send('GET', `/object/${object(path)}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    async write(path, bytes, contentType) {
      await send('POST', `/object/${object(path)}`, {
        body: new Blob([Uint8Array.from(bytes)]),
        headers: { 'content-type': contentType, 'x-upsert': 'true' },
      });
    },
    async createDownload(path, fileName) {
      const response = await send('POST', `/object/sign/${object(path)}`, {
        body: JSON.stringify({ expiresIn: DOWNLOAD_SECONDS }),
        headers: { 'content-type': 'application/json' },
      });
      const signed: unknown = await response.json();
      const url = new URL(
        absolute(textOf(signed, 'fullSignedURL') ?? textOf(signed, 'signedURL') ?? missing('signedURL')),
      );
      url.searchParams.set('download', fileName);
      const expires = new Date(Date.parse(clock.now()) + DOWNLOAD_SECONDS * 1000);
      return { url: url.href, expiresAt: expires.toISOString() };
    },
    async remove(path) {
      await send('DELETE', `/object/${object(path)}`).catch((error) => {
        if (!(error instanceof StorageFault) || error.status !== 404) throw error;
      });
    },
  };
}

class StorageFault extends Error {
  readonly code: string;
  readonly status: number;
  constructor(method: string, what: string, status: number) {
    super(`storage answered ${status}`);
    this.name = 'StorageFault';
    this.code = `${method} ${what} ${status}`;
    this.status = status;
  }
}

function textOf(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const field: unknown = Reflect.get(value, key);
  return typeof field === 'string' && field !== '' ? field : null;
}

function missing(field: string): never {
  throw new Error(`storage answered without ${field}`);
}
