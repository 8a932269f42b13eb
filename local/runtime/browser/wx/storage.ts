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
  setStorage: offer('setStorage', ({ key, data }) => write(key, data)),
  getStorage: offer('getStorage', ({ key }) => {
    const data = read(key);
    if (data === undefined) throw new Refusal('data not found');
    return { data };
  }),
  removeStorage: offer('removeStorage', ({ key }) => remove(key)),
  clearStorage: offer('clearStorage', clear),
  getStorageInfo: offer('getStorageInfo', info),
};
