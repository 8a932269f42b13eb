import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '#core/domain/errors';
import type { Database, Transaction } from './database';
import type { MasterKeys } from './master-keys';
import { countStale, resealDepartment } from './reseal';
import { addDataKey, ROTATION_LOCK, readDataKeys, unwrapDataKey, wrapDataKey } from './sealed-columns';

/** What a run did; `rows` over all its attempts. */
export interface KeyRunResult {
  readonly departmentId: string;
  readonly version: number;
  readonly rows: number;
  /** An earlier attempt was taken up. */
  readonly isResumed: boolean;
}

export interface KeyStatus {
  readonly departmentId: string;
  readonly name: string;
  /** Of the newest data key; 0: nothing was sealed yet. */
  readonly version: number;
  readonly masterId: string | null;
  /** A key is held that opens with the given master keys. */
  readonly canOpen: boolean;
  readonly destroyed: number;
  /** Values not sealed with the newest key. */
  readonly stale: number;
  /** Bare texts are refused from now on. */
  readonly isStrict: boolean;
  readonly open: readonly { readonly kind: string; readonly rows: number; readonly beganAt: string }[];
}

type Kind = 'seal' | 'rotate' | 'rewrap';

/** Departments with their short order: everything here is done one after the other. */
export const listDepartments = (database: Database) =>
  database.query<{ id: string; name: string }>(
    'select department_id::text as id, name from xueye.department order by name, department_id',
  );

/**
 * Seals what a department stored before sealing; afterwards a bare text is refused. Again at any time,
 * after a kill too. With owner's rights.
 */
export async function sealDepartment(
  database: Database,
  departmentId: string,
  masters: MasterKeys,
): Promise<KeyRunResult> {
  const run = await beginRun(database, departmentId, 'seal', async (tx) => {
    const { newest } = await readDataKeys(tx, departmentId, masters, new Map());
    if (newest === 0) await addDataKey(tx, departmentId, 1, masters);
    return newest || 1;
  });
  await reseal(database, departmentId, run, masters);
  return endRun(database, departmentId, run);
}

/**
 * Gives a department a new data key, seals everything with it and destroys the older ones. Killed at any
 * point, the next call takes the same rotation up. With owner's rights.
 */
export async function rotateDataKey(
  database: Database,
  departmentId: string,
  masters: MasterKeys,
): Promise<KeyRunResult> {
  const run = await beginRun(database, departmentId, 'rotate', async (tx) => {
    const { newest } = await readDataKeys(tx, departmentId, masters, new Map());
    await addDataKey(tx, departmentId, newest + 1, masters);
    return newest + 1;
  });
  await reseal(database, departmentId, run, masters);
  return endRun(database, departmentId, run, (tx) =>
    tx.query(
      `update xueye.data_key set wrapped = null, destroyed_at = clock_timestamp()
      where department_id = $1 and version < $2 and wrapped is not null`,
      [departmentId, run.version],
    ),
  );
}

/** Wraps a department's data keys with the current master key in place of the previous one. */
export async function rewrapDataKeys(
  database: Database,
  departmentId: string,
  masters: MasterKeys,
): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${ROTATION_LOCK})`, [departmentId]);
    const rows = await tx.query<{ version: number; master_id: string; wrapped: string }>(
      `select version, master_id, wrapped from xueye.data_key
      where department_id = $1 and wrapped is not null order by version for update`,
      [departmentId],
    );
    let moved = 0;
    for (const row of rows) {
      const key = unwrapDataKey(departmentId, row, masters);
      if (row.master_id === masters.current?.id) continue;
      const { masterId, wrapped } = wrapDataKey(departmentId, row.version, key, masters);
      await tx.query(
        `update xueye.data_key set master_id = $3, wrapped = $4 where department_id = $1 and version = $2`,
        [departmentId, row.version, masterId, wrapped],
      );
      moved += 1;
    }
    if (moved > 0) {
      await tx.query(
        `insert into xueye.key_run (department_id, id, kind, version, ended_at, sealed_rows)
        values ($1, $2, 'rewrap', $3, clock_timestamp(), $4)`,
        [departmentId, uuidv7(), rows.at(-1)?.version ?? 1, moved],
      );
    }
    return moved;
  });
}

/** @param masters only asked whether they open the newest key */
export async function keyStatus(
  database: Database,
  department: { readonly id: string; readonly name: string },
  masters: MasterKeys,
): Promise<KeyStatus> {
  return database.transaction(async (tx) => {
    const keys = await tx.query<{ version: number; master_id: string; wrapped: string | null }>(
      'select version, master_id, wrapped from xueye.data_key where department_id = $1 order by version',
      [department.id],
    );
    const runs = await tx.query<{ kind: string; ended_at: string | null; rows: number; began_at: string }>(
      `select kind, ended_at, sealed_rows as rows, began_at from xueye.key_run
      where department_id = $1 order by began_at`,
      [department.id],
    );
    const newest = keys.filter(({ wrapped }) => wrapped !== null).at(-1);
    return {
      departmentId: department.id,
      name: department.name,
      version: newest?.version ?? 0,
      masterId: newest?.master_id ?? null,
      canOpen: newest !== undefined && masters.byId.has(newest.master_id),
      destroyed: keys.filter(({ wrapped }) => wrapped === null).length,
      stale: await countStale(tx, department.id, newest?.version ?? 0),
      isStrict: runs.some(({ kind, ended_at }) => kind === 'seal' && ended_at !== null),
      open: runs
        .filter(({ ended_at }) => ended_at === null)
        .map(({ kind, rows, began_at }) => ({ kind, rows, beganAt: began_at })),
    };
  });
}

interface Run {
  readonly id: string;
  readonly version: number;
  readonly isResumed: boolean;
}

/**
 * An open run is taken up, else one begins: under the lock that whoever seals holds, so that from then on
 * nobody seals with an older key.
 */
async function beginRun(
  database: Database,
  departmentId: string,
  kind: Kind,
  begin: (tx: Transaction) => Promise<number>,
): Promise<Run> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${ROTATION_LOCK})`, [departmentId]);
    const [open] = await tx.query<{ id: string; version: number }>(
      'select id, version from xueye.key_run where department_id = $1 and kind = $2 and ended_at is null',
      [departmentId, kind],
    );
    if (open) return { ...open, isResumed: true };
    const version = await begin(tx);
    const id = uuidv7();
    await tx.query('insert into xueye.key_run (department_id, id, kind, version) values ($1, $2, $3, $4)', [
      departmentId,
      id,
      kind,
      version,
    ]);
    return { id, version, isResumed: false };
  });
}

async function reseal(
  database: Database,
  departmentId: string,
  run: Run,
  masters: MasterKeys,
): Promise<void> {
  const keys = await database.transaction((tx) => readDataKeys(tx, departmentId, masters, new Map()));
  await resealDepartment(database, keys, async (tx, rows) => {
    await tx.query(
      'update xueye.key_run set sealed_rows = sealed_rows + $3 where department_id = $1 and id = $2',
      [departmentId, run.id, rows],
    );
  });
}

/** @throws DomainError KEYS_LEFT where something was stored meanwhile that is not sealed anew */
async function endRun(
  database: Database,
  departmentId: string,
  run: Run,
  end: (tx: Transaction) => Promise<unknown> = async () => {},
): Promise<KeyRunResult> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${ROTATION_LOCK})`, [departmentId]);
    const { newest } = await newestVersion(tx, departmentId);
    const stale = await countStale(tx, departmentId, newest);
    if (stale > 0) {
      throw new DomainError('KEYS_LEFT', `还有 ${stale} 处没有换成新密钥。请把这个命令再运行一次。`);
    }
    await end(tx);
    const [row] = await tx.query<{ rows: number }>(
      `update xueye.key_run set ended_at = clock_timestamp() where department_id = $1 and id = $2
      returning sealed_rows as rows`,
      [departmentId, run.id],
    );
    return { departmentId, version: newest, rows: row?.rows ?? 0, isResumed: run.isResumed };
  });
}

async function newestVersion(tx: Transaction, departmentId: string): Promise<{ newest: number }> {
  const [row] = await tx.query<{ newest: number }>(
    'select coalesce(max(version), 0) as newest from xueye.data_key where department_id = $1 and wrapped is not null',
    [departmentId],
  );
  return { newest: row?.newest ?? 0 };
}
