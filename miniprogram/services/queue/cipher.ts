import { gcm } from '@noble/ciphers/aes';
import { fromBase64, toBase64 } from '#core/domain/base64';

const NONCE_BYTES = 12;

/**
 * AES-256-GCM. The nonce is the phone's own randomness, new for each text; `place` is authenticated with
 * it, so that what was kept for one person or entry opens as nothing else.
 *
 * @param key 32 bytes
 * @returns base64 of nonce, ciphertext and tag
 */
export async function seal(key: Uint8Array, text: string, place: string): Promise<string> {
  return sealWith(await randomBytes(NONCE_BYTES), key, text, place);
}

/** The same of bytes, a photo's: nonce, ciphertext and tag as they are. */
export async function sealBytes(key: Uint8Array, bytes: Uint8Array, place: string): Promise<Uint8Array> {
  const nonce = await randomBytes(NONCE_BYTES);
  return joined(nonce, gcm(key, nonce, toBytes(place)).encrypt(bytes));
}

/** @returns null where the key or the place is another, or a byte was changed */
export function openBytes(key: Uint8Array, whole: Uint8Array, place: string): Uint8Array | null {
  if (whole.length <= NONCE_BYTES) return null;
  try {
    return gcm(key, whole.subarray(0, NONCE_BYTES), toBytes(place)).decrypt(whole.subarray(NONCE_BYTES));
  } catch {
    return null;
  }
}

/** Randomness in hand, so that a draft is sealed without waiting: the app may end in the next moment. */
const POOL_BYTES = NONCE_BYTES * 200;
let pool: Uint8Array = new Uint8Array(0);
let filling: Promise<void> | undefined;

/** Before the first `sealNow`. */
export async function prepareSeal(): Promise<void> {
  if (pool.length >= POOL_BYTES / 2) return;
  filling ??= randomBytes(POOL_BYTES)
    .then((bytes) => {
      pool = bytes;
    })
    .finally(() => {
      filling = undefined;
    });
  await filling;
}

/** As `seal`, at once. @returns null where no randomness is in hand */
export function sealNow(key: Uint8Array, text: string, place: string): string | null {
  if (pool.length < NONCE_BYTES) return null;
  const nonce = pool.slice(0, NONCE_BYTES);
  pool = pool.subarray(NONCE_BYTES);
  if (pool.length < POOL_BYTES / 2) void prepareSeal().catch(() => undefined);
  return sealWith(nonce, key, text, place);
}

function sealWith(nonce: Uint8Array, key: Uint8Array, text: string, place: string): string {
  return toBase64(joined(nonce, gcm(key, nonce, toBytes(place)).encrypt(toBytes(text))));
}

function joined(nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  const whole = new Uint8Array(nonce.length + sealed.length);
  whole.set(nonce);
  whole.set(sealed, nonce.length);
  return whole;
}

/** @returns null where the key or the place is another, or a sign of it was changed */
export function open(key: Uint8Array, sealed: string, place: string): string | null {
  const whole = fromBase64(sealed);
  const bytes = whole && openBytes(key, whole, place);
  return bytes && toText(bytes);
}

function randomBytes(length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    wx.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** UTF-8; a mini-program has no TextEncoder. */
const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(encodeURIComponent(text).match(/%[0-9A-F]{2}|./g) ?? [], (part) =>
    part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
  );

const toText = (bytes: Uint8Array): string =>
  decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
