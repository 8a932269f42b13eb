import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** As CloudBase's PostgreSQL storage answers: a status and JSON, or the object's bytes. */
export type StorageAnswer =
  | { readonly status: number; readonly json: unknown }
  | {
      readonly status: 200;
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly fileName: string | null;
    };

export interface StorageRequest {
  readonly method: string;
  /** Behind `/v1/storages`, with its query. */
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly upsert: boolean;
  readonly body: () => Promise<Uint8Array | null>;
}

export interface FileStoreOptions {
  readonly folder: string;
  readonly bucket: string;
  /** The service role's key. */
  readonly apiKey: string;
  /** Signs links. */
  readonly secret: Uint8Array;
  /** Absolute address of `/v1/storages`. */
  readonly base: () => string;
  readonly now?: () => number;
}

const UPLOAD_LIFE_S = 60;
const REFUSED = {
  status: 401,
  json: { code: 'STORAGE_PG_UNAUTHORIZED', message: 'invalid signature or key' },
};
const ABSENT = { status: 404, json: { code: 'STORAGE_PG_OBJECT_NOT_FOUND', message: 'object not found' } };

/**
 * Stands in for CloudBase's storage on the local disk: private objects, reached by the service key or
 * by a short-lived signed link (PUT once to upload, GET to download).
 */
export function openFileStore(
  options: FileStoreOptions,
): (request: StorageRequest) => Promise<StorageAnswer> {
  const { bucket, apiKey, base, now = Date.now } = options;
  const root = path.resolve(options.folder);

  const fileOf = (name: string): string | null => {
    const file = path.resolve(root, name);
    const inside = file.startsWith(root + path.sep) && /^[\w./-]+$/.test(name) && !name.includes('..');
    return inside ? file : null;
  };
  const sign = (use: 'upload' | 'download', name: string, expires: number): string =>
    createHmac('sha256', options.secret).update(`${use}\n${name}\n${expires}`).digest('base64url');
  const isSigned = (use: 'upload' | 'download', name: string, url: URL): boolean => {
    const [expires = '', given = ''] = (url.searchParams.get('token') ?? '').split('.');
    const wanted = sign(use, name, Number(expires));
    const same = given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
    return same && Number(expires) > now();
  };
  const link = (use: 'upload' | 'download', name: string, seconds: number) => {
    const expires = now() + seconds * 1000;
    const token = `${expires}.${sign(use, name, expires)}`;
    const route = use === 'upload' ? 'object/upload/sign' : 'object/sign';
    const encoded = name.split('/').map(encodeURIComponent).join('/');
    return { token, url: `${base()}/${route}/${bucket}/${encoded}?token=${token}` };
  };

  const put = async (file: string, request: StorageRequest, name: string): Promise<StorageAnswer> => {
    const bytes = await request.body();
    if (!bytes)
      return { status: 413, json: { code: 'STORAGE_PG_ENTITY_TOO_LARGE', message: 'object too large' } };
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    if (exists && !request.upsert) {
      return { status: 409, json: { code: 'STORAGE_PG_OBJECT_ALREADY_EXIST', message: 'object exists' } };
    }
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.type`, request.contentType ?? 'application/octet-stream');
    await writeFile(`${file}.part`, bytes);
    await rename(`${file}.part`, file);
    return { status: 200, json: { Id: name, Key: `${bucket}/${name}` } };
  };
  const get = async (file: string, fileName: string | null): Promise<StorageAnswer> => {
    const bytes = await readFile(file).catch(() => null);
    if (!bytes) return ABSENT;
    const contentType = await readFile(`${file}.type`, 'utf8').catch(() => 'application/octet-stream');
    return { status: 200, bytes, contentType, fileName };
  };

  return async (request) => {
    const { method, url } = request;
    const route = /^\/object\/(?:(upload\/sign|sign)\/)?([^/]+)\/(.+)$/.exec(url.pathname);
    const [, signing, named, encoded = ''] = route ?? [];
    const name = decodeURIComponent(encoded);
    const file = fileOf(name);
    if (named !== bucket || !file) return ABSENT;
    const isService = request.authorization === `Bearer ${apiKey}`;

    if (signing && method === 'POST') {
      if (!isService) return REFUSED;
      if (signing === 'upload/sign') {
        const { url: fullURL, token } = link('upload', name, UPLOAD_LIFE_S);
        return { status: 200, json: { url: fullURL, fullURL, token } };
      }
      const asked: unknown = JSON.parse(
        new TextDecoder().decode((await request.body()) ?? undefined) || '{}',
      );
      const seconds = Number((asked as { expiresIn?: unknown }).expiresIn);
      if (!(seconds >= 1)) return { status: 400, json: { code: 'STORAGE_PG_INVALID', message: 'expiresIn' } };
      if (!(await stat(file).catch(() => null))) return ABSENT;
      const { url: fullSignedURL } = link('download', name, seconds);
      return { status: 200, json: { signedURL: fullSignedURL, fullSignedURL } };
    }
    if (signing === 'upload/sign' && method === 'PUT') {
      return isSigned('upload', name, url) ? put(file, request, name) : REFUSED;
    }
    if (signing === 'sign' && method === 'GET') {
      return isSigned('download', name, url) ? get(file, url.searchParams.get('download')) : REFUSED;
    }
    if (signing || !isService) return REFUSED;
    if (method === 'POST') return put(file, request, name);
    if (method === 'GET') return get(file, null);
    if (method === 'DELETE') {
      if (!(await stat(file).catch(() => null))) return ABSENT;
      await Promise.all([rm(file), rm(`${file}.type`, { force: true })]);
      return { status: 200, json: { message: 'Successfully deleted' } };
    }
    return { status: 405, json: { code: 'METHOD_NOT_ALLOWED', message: method } };
  };
}
