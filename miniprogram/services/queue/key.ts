import { fromBase64, toBase64 } from '#core/domain/base64';
import { ApiError, callQuietly } from '../api';
import { createListeners } from '../listeners';
import { prepareSeal } from './cipher';

/** In the phone's plain storage it is never: a copy of that opens nothing. */
let held: (Omit<Lent, 'key'> & { readonly key: Uint8Array }) | undefined;

/** Who was signed in last and has not signed out. */
const PERSON_KEY = 'queue-person';
/** Where WeChat's own encrypted storage lends it, for a start without a network. */
const LENT_KEY = 'queue-key';
const LENT_MS = 24 * 3_600_000;
/** Within it the server's answer is of this start. */
const FRESH_MS = 60_000;
const KEY_BYTES = 32;

interface Lent {
  readonly personId: string;
  readonly key: string;
  /** Milliseconds since 1970, of the last answer of the server. */
  readonly since: number;
}

/** Whose queue and drafts these are before the network is back; empty: nobody's. */
export const lastPerson = (): string => String(wx.getStorageSync(PERSON_KEY) ?? '');

export const rememberPerson = (personId: string): void => wx.setStorageSync(PERSON_KEY, personId);

const keys = createListeners();
/** Tells each time a key has come to hand. */
export const onKey = keys.listen;

/** The person's key if it is here already. */
export const keyInHand = (personId: string): Uint8Array | null =>
  held?.personId === personId ? held.key : null;

/** From the hand, from what this phone was lent, or from the server. @throws ApiError */
export async function fetchKey(personId: string): Promise<Uint8Array> {
  const inHand = keyInHand(personId) ?? (await takeLent(personId));
  return inHand ?? askForKey(personId);
}

/** Has what was lent before lent for another day. @throws ApiError */
export async function renewKey(personId: string): Promise<void> {
  const isFresh = held?.personId === personId && Math.abs(Date.now() - held.since) < FRESH_MS;
  if (!isFresh) await askForKey(personId);
}

async function askForKey(personId: string): Promise<Uint8Array> {
  const given: unknown = (await callQuietly('queue.key', {})).key;
  const key = typeof given === 'string' ? fromBase64(given) : null;
  if (key?.length !== KEY_BYTES) throw new ApiError('QUEUE_KEY', '没有取到暂存用的密钥，请稍后重试。');
  const since = Date.now();
  await hold(personId, key, since);
  const data: Lent = { personId, key: toBase64(key), since };
  wx.setStorage({ key: LENT_KEY, data, encrypt: true, fail: () => undefined });
  return key;
}

/** The key that this phone was lent within the last day; null: none. */
export async function takeLent(personId: string): Promise<Uint8Array | null> {
  const inHand = keyInHand(personId);
  if (inHand) return inHand;
  const lent = await readLent();
  const age = Date.now() - (lent?.since ?? 0);
  // A clock set back makes it no longer, and one set forward ends it.
  if (lent?.personId !== personId || Math.abs(age) > LENT_MS) return null;
  const key = fromBase64(lent.key);
  if (key?.length !== KEY_BYTES) return null;
  await hold(personId, key, lent.since);
  return key;
}

async function hold(personId: string, key: Uint8Array, since: number): Promise<void> {
  await prepareSeal().catch(() => undefined);
  held = { personId, key, since };
  keys.tell();
}

function readLent(): Promise<Lent | null> {
  return new Promise((resolve) => {
    wx.getStorage({
      key: LENT_KEY,
      encrypt: true,
      success: ({ data }: { data: unknown }) => resolve(isLent(data) ? data : null),
      fail: () => resolve(null),
    });
  });
}

const isLent = (value: unknown): value is Lent =>
  typeof value === 'object' &&
  value !== null &&
  'personId' in value &&
  'key' in value &&
  typeof value.key === 'string' &&
  'since' in value;

/** On signing out: from the hand, and what was lent. */
export function forgetKey(): void {
  held = undefined;
  wx.removeStorageSync(LENT_KEY);
}

export function forgetPerson(): void {
  forgetKey();
  wx.removeStorageSync(PERSON_KEY);
}
