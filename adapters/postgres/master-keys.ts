import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { DomainError } from '#core/domain/errors';

/** What wraps the departments' data keys: in the environment only, never in the database. */
export interface MasterKeys {
  /** Wraps what is new; null: none was given. */
  readonly current: MasterKey | null;
  /** All that unwrap, by their ids: the current one, and the one before it while keys move over. */
  readonly byId: ReadonlyMap<string, MasterKey>;
}

export interface MasterKey {
  /** Tells keys apart and gives nothing of them away: 12 hex digits. */
  readonly id: string;
  readonly bytes: Buffer;
}

export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** For stores that are to read and write nothing sealed: whoever does is told that the key is missing. */
export const NO_MASTER_KEYS: MasterKeys = { current: null, byId: new Map() };

/**
 * Reads `DATA_MASTER_KEY` and, while data keys move to a new one, `DATA_MASTER_KEY_PREVIOUS`: 32 bytes as
 * base64 or 64 hex digits.
 *
 * @throws DomainError DATA_KEY_INVALID naming the variable, never its value
 */
export function readMasterKeys(env: Readonly<Record<string, string | undefined>>): MasterKeys {
  const current = readOne('DATA_MASTER_KEY', env.DATA_MASTER_KEY);
  const previous = readOne('DATA_MASTER_KEY_PREVIOUS', env.DATA_MASTER_KEY_PREVIOUS);
  const held = [previous, current].filter((key) => key !== null);
  return { current, byId: new Map(held.map((key) => [key.id, key])) };
}

/** A new master key as it stands in `DATA_MASTER_KEY`. */
export const makeMasterKey = (): string => randomBytes(KEY_BYTES).toString('base64');

function readOne(variable: string, value: string | undefined): MasterKey | null {
  const text = value?.trim() ?? '';
  if (text === '') return null;
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new DomainError(
      'DATA_KEY_INVALID',
      `环境变量 ${variable} 不是 32 字节的密钥（base64 或 64 位十六进制）。请核对是否抄全。`,
    );
  }
  const id = createHash('sha256').update('xueye master key').update(bytes).digest('hex').slice(0, 12);
  return { id, bytes };
}

/** @param place what the secret belongs to; it opens nowhere else */
export function encrypt(key: Buffer, secret: Buffer, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** @returns null where key, place or a single bit is not the one that it was encrypted with */
export function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return opened;
}
