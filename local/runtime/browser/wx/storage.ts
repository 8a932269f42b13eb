import { errorOf } from '../dom';
import { offer, Refusal, stringOf } from './call';

/** `wx` storage: localStorage under a prefix of its own, so that it survives a reload. */

const PREFIX = 'wx:';
const KEY_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * 1024 * 1024;

const FULL = 'storage size limit reached';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const sizeOfAll = () =>
  ownKeys().reduce((sum, key) => sum + key.length + (localStorage.getItem(key)?.length ?? 0), 0);

function write(key: unknown, value: unknown): void {
  if (typeof key !== 'string') throw new Refusal('parameter error: parameter.key should be String');
  const text = JSON.stringify(value) ?? 'null';
  if (text.length > KEY_LIMIT) throw new Refusal('entry size limit reached');
  const before = localStorage.getItem(PREFIX + key)?.length ?? 0;
  if (sizeOfAll() - before + text.length > TOTAL_LIMIT) throw new Refusal(FULL);
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // The browser's own limit is lower: about 5 million characters.
    throw new Refusal(FULL);
  }
}

function read(key: unknown): unknown {
  const text = localStorage.getItem(PREFIX + stringOf(key));
  return text === null ? undefined : JSON.parse(text);
}

const remove = (key: unknown): void => localStorage.removeItem(PREFIX + stringOf(key));
const clear = (): void => {
  for (const key of ownKeys()) localStorage.removeItem(key);
};
const info = () => ({
  keys: ownKeys().map((key) => key.slice(PREFIX.length)),
  currentSize: Math.ceil(sizeOfAll() / 1024),
  limitSize: TOTAL_LIMIT / 1024,
});

/**
 * `encrypt: true`: under a key that the browser keeps and gives to nobody, as WeChat's stays with WeChat.
 */
const VAULT = 'wx-vault';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function vaultKey(): Promise<CryptoKey> {
  const opening = indexedDB.open(VAULT, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(VAULT);
  const database = await settled(opening);
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const store = database.transaction(VAULT, 'readwrite').objectStore(VAULT);
  const kept = (await settled(store.get(VAULT))) as CryptoKey | undefined;
  if (!kept) await settled(store.put(made, VAULT));
  database.close();
  return kept ?? made;
}

async function lock(data: unknown): Promise<unknown> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(data) ?? 'null');
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await vaultKey(), text);
  return { locked: [...iv, ...new Uint8Array(locked)] };
}

async function unlock(kept: unknown): Promise<unknown> {
  const { locked } = (typeof kept === 'object' && kept !== null ? kept : {}) as { locked?: number[] };
  if (!locked) throw new Refusal('data not found');
  const [iv, text] = [Uint8Array.from(locked.slice(0, 12)), Uint8Array.from(locked.slice(12))];
  const bytes = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv }, await vaultKey(), text)
    .catch(() => null);
  if (bytes === null) throw new Refusal('decrypt failed');
  return JSON.parse(new TextDecoder().decode(bytes));
}

export const storage = {
  setStorageSync: (key: unknown, data: unknown): void => {
    try {
      write(key, data);
    } catch (error) {
      throw new Error(`setStorageSync:fail ${errorOf(error).message}`);
    }
  },
  getStorageSync: (key: unknown): unknown => read(key) ?? '',
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
  setStorage: offer('setStorage', async ({ key, data, encrypt }) =>
    write(key, encrypt === true ? await lock(data) : data),
  ),
  getStorage: offer('getStorage', async ({ key, encrypt }) => {
    const data = read(key);
    if (data === undefined) throw new Refusal('data not found');
    return { data: encrypt === true ? await unlock(data) : data };
  }),
  removeStorage: offer('removeStorage', ({ key }) => remove(key)),
  clearStorage: offer('clearStorage', clear),
  getStorageInfo: offer('getStorageInfo', info),
};
