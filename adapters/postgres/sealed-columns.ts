import { randomBytes } from 'node:crypto';
import { DomainError } from '#core/domain/errors';
import type { Transaction } from './database';
import { decrypt, encrypt, KEY_BYTES, type MasterKeys } from './master-keys';
import type { SealedColumn, SealedTable } from './sealed-inventory';

/**
 * Opens and seals the columns of SEALED_COLUMNS within one transaction. A sealed value is
 * `x1.<version of the data key>.<base64url of iv, ciphertext, tag>`: AES-256-GCM, bound to department,
 * table, column, row and version, so that it opens nowhere else.
 */
export interface SealedColumns {
  /** @throws DomainError DATA_KEY_MISSING or DATA_KEY_WRONG */
  toOpen(): Promise<Opener>;
  /** Makes the department's first data key where there is none. @throws as `toOpen` */
  toSeal(): Promise<Sealer>;
}

export interface Opener {
  /**
   * @param row the row's identity of SEALED_COLUMNS, several columns joined by `|`
   * @param stored null stays null
   * @throws DomainError SEALED_DAMAGED, SEALED_KEY_GONE or NOT_SEALED; never a part of the text
   */
  open<T extends SealedTable, V extends string | null>(
    table: T,
    column: SealedColumn<T>,
    row: string,
    stored: V,
  ): V;
  /** The same of a JSON column. */
  openJson<T extends SealedTable>(table: T, column: SealedColumn<T>, row: string, stored: unknown): unknown;
}

export interface Sealer extends Opener {
  readonly version: number;
  seal<T extends SealedTable, V extends string | null>(
    table: T,
    column: SealedColumn<T>,
    row: string,
    text: V,
  ): V;
  /** For a JSON column, which then holds the answer as a string. */
  sealJson<T extends SealedTable>(table: T, column: SealedColumn<T>, row: string, value: unknown): string;
}

/** Stands where a text was erased after its time; opens as the sentence that says so. */
export const ERASED = 'x0.erased';
export const ERASED_TEXT = '（已过保存期限，内容已清除）';

const SEALED = /^x1\.(\d{1,6})\.([A-Za-z0-9_-]{38,})$/;

export interface DataKeys {
  readonly departmentId: string;
  /** By version, those not destroyed. */
  readonly byVersion: ReadonlyMap<number, Buffer>;
  readonly newest: number;
  /** Every stored value is sealed: a bare text is then no older row but a forged one. */
  readonly isStrict: boolean;
}

/** Data keys as they were unwrapped, for all transactions of a store: bytes by what is stored of them. */
export type UnwrappedKeys = Map<string, Buffer>;

/** @param unwrapped kept by the store, so that a key is unwrapped once */
export function sealedColumns(
  tx: Transaction,
  departmentId: string,
  masters: MasterKeys,
  unwrapped: UnwrappedKeys,
): SealedColumns {
  let opening: Promise<Opener> | undefined;
  let sealing: Promise<Sealer> | undefined;
  return {
    toOpen() {
      opening ??= readDataKeys(tx, departmentId, masters, unwrapped).then(openerWith);
      return opening;
    },
    toSeal() {
      sealing ??= (async () => {
        // A rotation waits for whoever still seals with the older key.
        await tx.query(`select pg_advisory_xact_lock_shared(${ROTATION_LOCK})`, [departmentId]);
        let keys = await readDataKeys(tx, departmentId, masters, unwrapped);
        if (keys.newest === 0) {
          await addDataKey(tx, departmentId, 1, masters);
          keys = await readDataKeys(tx, departmentId, masters, unwrapped);
        }
        return sealerWith(keys);
      })();
      return sealing;
    },
  };
}

/** Held by a rotation while a newer version begins to be the one that everything is sealed with. */
export const ROTATION_LOCK = `hashtextextended('data-key:' || $1, 0)`;

/** A department that begins now has no row from before sealing: a bare text in it is refused. Owner's. */
export async function beginSealed(tx: Transaction, departmentId: string): Promise<void> {
  await tx.query(
    `insert into xueye.key_run (department_id, id, kind, version, ended_at) values ($1, $1, 'seal', 1, now())`,
    [departmentId],
  );
}

interface KeyRow {
  readonly version: number;
  readonly master_id: string;
  readonly wrapped: string | null;
}

const wrappingPlace = (departmentId: string, version: number) => `xueye data key|${departmentId}|${version}`;

export function wrapDataKey(departmentId: string, version: number, key: Buffer, masters: MasterKeys) {
  if (masters.current === null) throw keyMissing();
  return {
    masterId: masters.current.id,
    wrapped: encrypt(masters.current.bytes, key, wrappingPlace(departmentId, version)).toString('base64url'),
  };
}

/** @throws DomainError DATA_KEY_MISSING or DATA_KEY_WRONG */
export function unwrapDataKey(
  departmentId: string,
  row: KeyRow & { wrapped: string },
  masters: MasterKeys,
): Buffer {
  if (masters.byId.size === 0) throw keyMissing();
  const master = masters.byId.get(row.master_id);
  if (!master) throw keyWrong(row.master_id, masters);
  const key = decrypt(
    master.bytes,
    Buffer.from(row.wrapped, 'base64url'),
    wrappingPlace(departmentId, row.version),
  );
  if (key?.length !== KEY_BYTES) throw damaged(`data_key ${row.version}`);
  return key;
}

/** Where two begin at once, one of them is kept. */
export async function addDataKey(
  tx: Transaction,
  departmentId: string,
  version: number,
  masters: MasterKeys,
): Promise<void> {
  const { masterId, wrapped } = wrapDataKey(departmentId, version, randomBytes(KEY_BYTES), masters);
  await tx.query(
    `insert into xueye.data_key (department_id, version, master_id, wrapped) values ($1, $2, $3, $4)
    on conflict (department_id, version) do nothing`,
    [departmentId, version, masterId, wrapped],
  );
}

/** @throws DomainError DATA_KEY_MISSING or DATA_KEY_WRONG */
export async function readDataKeys(
  tx: Transaction,
  departmentId: string,
  masters: MasterKeys,
  unwrapped: UnwrappedKeys,
): Promise<DataKeys> {
  const rows = await tx.query<KeyRow & { is_strict: boolean }>(
    `select version, master_id, wrapped, exists (
      select from xueye.key_run where key_run.department_id = data_key.department_id
        and kind = 'seal' and ended_at is not null
    ) as is_strict
    from xueye.data_key where department_id = $1 order by version`,
    [departmentId],
  );
  const byVersion = new Map<number, Buffer>();
  for (const { version, master_id, wrapped } of rows) {
    if (wrapped === null) continue;
    const name = `${departmentId}|${version}|${master_id}|${wrapped}`;
    const key = unwrapped.get(name) ?? unwrapDataKey(departmentId, { version, master_id, wrapped }, masters);
    unwrapped.set(name, key);
    byVersion.set(version, key);
  }
  return {
    departmentId,
    byVersion,
    newest: Math.max(0, ...byVersion.keys()),
    isStrict: rows[0]?.is_strict ?? false,
  };
}

const placeOf = (keys: DataKeys, table: string, column: string, row: string, version: number): string =>
  ['xueye', keys.departmentId, table, column, row, version].join('|');

/** The version of the data key; null: not sealed. */
export const sealedVersion = (stored: string): number | null => {
  const found = SEALED.exec(stored);
  return found ? Number(found[1]) : null;
};

export function openerWith(keys: DataKeys): Opener {
  const openText = (table: string, column: string, row: string, stored: string): string => {
    if (stored === '') return '';
    if (stored === ERASED) return ERASED_TEXT;
    const found = SEALED.exec(stored);
    if (!found) {
      if (keys.isStrict) throw notSealed(`${table}.${column}`);
      return stored;
    }
    const version = Number(found[1]);
    const key = keys.byVersion.get(version);
    if (!key) throw keyGone(`${table}.${column}`, version);
    const text = decrypt(
      key,
      Buffer.from(found[2] ?? '', 'base64url'),
      placeOf(keys, table, column, row, version),
    );
    if (text === null) throw damaged(`${table}.${column}`);
    return text.toString('utf8');
  };
  return {
    open: (table, column, row, stored) =>
      (stored === null ? null : openText(table, column, row, stored)) as typeof stored,
    openJson(table, column, row, stored) {
      if (stored === null) return null;
      // An older row holds the value itself.
      if (typeof stored !== 'string' || (stored !== ERASED && sealedVersion(stored) === null)) {
        if (keys.isStrict) throw notSealed(`${table}.${column}`);
        return stored;
      }
      return stored === ERASED ? null : (JSON.parse(openText(table, column, row, stored)) as unknown);
    },
  };
}

export function sealerWith(keys: DataKeys): Sealer {
  const version = keys.newest;
  const key = keys.byVersion.get(version);
  if (!key) throw new Error('the newest data key is not there');
  const sealText = (table: string, column: string, row: string, text: string): string =>
    `x1.${version}.${encrypt(key, Buffer.from(text), placeOf(keys, table, column, row, version)).toString('base64url')}`;
  return {
    ...openerWith(keys),
    version,
    // Whether there is a text is no secret, and the database refuses an empty one where there must be one.
    seal: (table, column, row, text) => (text ? sealText(table, column, row, text) : text) as typeof text,
    sealJson: (table, column, row, value) => sealText(table, column, row, JSON.stringify(value)),
  };
}

const ASK = '请把这句话告诉维护系统的老师。';

const keyMissing = () =>
  new DomainError('DATA_KEY_MISSING', `加密的内容打不开：没有设置数据主密钥 DATA_MASTER_KEY。${ASK}`);

const keyWrong = (needed: string, masters: MasterKeys) =>
  new DomainError(
    'DATA_KEY_WRONG',
    `加密的内容打不开：数据主密钥不对，需要编号 ${needed}，现在的是 ${[...masters.byId.keys()].join('、')}。${ASK}`,
  );

const keyGone = (where: string, version: number) =>
  new DomainError('SEALED_KEY_GONE', `加密的内容打不开：${where} 用的第 ${version} 版数据密钥已不在。${ASK}`);

const damaged = (where: string) =>
  new DomainError('SEALED_DAMAGED', `加密的内容打不开：${where} 的密文被改动过，或挪了位置。${ASK}`);

const notSealed = (where: string) =>
  new DomainError('NOT_SEALED', `${where} 里有一处没有加密，不是由本系统写入的，没有采用。${ASK}`);
