import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What signs on this machine: made once for a data directory, worthless elsewhere. */
export interface LocalKeys {
  readonly sessionSecret: Uint8Array;
  readonly linkSecret: Uint8Array;
  readonly storageKey: string;
  readonly wechatSecret: string;
  readonly ticketKey: KeyObject;
  readonly ticketKeyPem: string;
}

const FIELDS = ['sessionSecret', 'linkSecret', 'storageKey', 'wechatSecret', 'ticketKeyPem'] as const;
type Stored = Readonly<Record<(typeof FIELDS)[number], string>>;

/** Reads the keys of a data directory, or makes them. */
export function openKeys(dataDir: string): LocalKeys {
  const file = path.join(dataDir, 'keys.json');
  const stored = read(file) ?? make(file);
  return {
    sessionSecret: Buffer.from(stored.sessionSecret, 'hex'),
    linkSecret: Buffer.from(stored.linkSecret, 'hex'),
    storageKey: stored.storageKey,
    wechatSecret: stored.wechatSecret,
    ticketKeyPem: stored.ticketKeyPem,
    ticketKey: createPrivateKey(stored.ticketKeyPem),
  };
}

function read(file: string): Stored | null {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored>;
    return FIELDS.every((name) => typeof stored[name] === 'string' && stored[name] !== '')
      ? (stored as Stored)
      : null;
  } catch {
    return null;
  }
}

function make(file: string): Stored {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hex = () => randomBytes(32).toString('hex');
  const stored: Stored = {
    sessionSecret: hex(),
    linkSecret: hex(),
    storageKey: hex(),
    wechatSecret: hex(),
    ticketKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(stored), { mode: 0o600 });
  return stored;
}
