import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#adapters/postgres/database';
import { keyStatus, rewrapDataKeys, rotateDataKey, sealDepartment } from '#adapters/postgres/key-runs';
import { decrypt, encrypt, makeMasterKey, readMasterKeys } from '#adapters/postgres/master-keys';
import { SEALED_COLUMNS } from '#adapters/postgres/sealed-inventory';
import { createStore } from '#adapters/postgres/store';
import type { Store } from '#core/application/ports';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { storeRoster, storeSupport, talkRow, testDepartment } from './department';
import { storePairings } from './pairings';

const held = testDepartment('sealed');
const other = testDepartment('sealed elsewhere');
const { ref } = held;
const TALK = ref('talk', '1');

describe('encrypting', () => {
  it('opens to the same text at its place, and to nothing where a bit or the place is another', () => {
    const key = Buffer.alloc(32, 7);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.nat(), (text, place, at) => {
        const sealed = encrypt(key, Buffer.from(text), place);
        expect(decrypt(key, sealed, place)?.toString()).toBe(Buffer.from(text).toString());
        expect(decrypt(key, sealed, `${place}|`)).toBeNull();
        expect(decrypt(Buffer.alloc(32, 8), sealed, place)).toBeNull();
        const flipped = Buffer.from(sealed);
        const byte = at % flipped.length;
        flipped[byte] = (flipped[byte] ?? 0) ^ 1;
        expect(decrypt(key, flipped, place)).toBeNull();
        expect(decrypt(key, sealed.subarray(0, at % sealed.length), place)).toBeNull();
      }),
    );
  });

  it('takes 32 bytes as base64 or hex and names the variable of anything else', () => {
    const hex = 'ab'.repeat(32);
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    expect(readMasterKeys({ DATA_MASTER_KEY: hex }).current?.id).toBe(
      readMasterKeys({ DATA_MASTER_KEY: ` ${base64}\n` }).current?.id,
    );
    for (const wrong of ['secret', hex.slice(2), `${hex}ab`]) {
      expect(() => readMasterKeys({ DATA_MASTER_KEY_PREVIOUS: wrong })).toThrow(/DATA_MASTER_KEY_PREVIOUS/);
      expect(() => readMasterKeys({ DATA_MASTER_KEY_PREVIOUS: wrong })).not.toThrow(new RegExp(wrong));
    }
    expect(readMasterKeys({ DATA_MASTER_KEY: '' }).current).toBeNull();
  });
});

describe.each(TEST_DRIVERS)('sealed columns on $name', (driver) => {
  let opened: TestDatabase;
  let database: Database;
  let store: Store;

  beforeEach(async () => {
    opened = await openTestDatabase(driver);
    database = opened.database;
    store = createStore(database, TEST_MASTER_KEYS);
    await storeRoster(database, held);
    await storeSupport(database, held);
  });
  afterEach(() => opened.drop());

  /** Every value of a sealed column, with where it stands. */
  const stored = async () => {
    const values: { where: string; value: unknown }[] = [];
    for (const [table, { columns }] of Object.entries(SEALED_COLUMNS)) {
      for (const column of Object.keys(columns)) {
        const rows = await database.query<{ value: unknown }>(
          `select ${column} as value from xueye.${table} where department_id = $1`,
          [held.id],
        );
        values.push(...rows.map(({ value }) => ({ where: `${table}.${column}`, value })));
      }
    }
    return values.filter(({ value }) => value !== null && value !== '');
  };
  const versions = async () =>
    [
      ...new Set((await stored()).map(({ value }) => /^x1\.(\d+)\./.exec(String(value))?.[1] ?? 'bare')),
    ].sort();
  const readAll = (on: Store = store) =>
    on.transaction(held.as('leader'), async ({ talks, roster, referrals, listedFacts, screenings }) => ({
      talk: await talks.get(TALK),
      sensitive: [...(await roster.sensitiveOf([ref('student', '1'), ref('student', '2')]))],
      referrals: await referrals.list('waiting', 0, 50),
      facts: await listedFacts.inForce(),
      kept: (await screenings.kept(ref('screening'))).facts,
    }));
  /** As rows were stored before sealing, the trigger set aside as no application can. */
  const bare = async (table: string, set: string) => {
    await database.query(`alter table xueye.${table} disable trigger user`);
    await database.query(`update xueye.${table} set ${set} where department_id = $1`, [held.id]);
    await database.query(`alter table xueye.${table} enable trigger user`);
  };
  const asBefore = async () => {
    await bare(
      'talk_record',
      `problems = '作息不规律', family = '父母务工', contact = '', assessment = '定计划'`,
    );
    await bare('student_sensitive', `family = '家庭', contact = '13800000001', guardians = null`);
    await database.query(`delete from xueye.key_run where department_id = $1`, [held.id]);
  };

  it('holds no text of an inventoried column in the database', async () => {
    const values = await stored();
    expect(new Set(values.map(({ where }) => where))).toContain('talk_record.problems');
    expect(values.filter(({ value }) => !String(value).startsWith('x1.1.'))).toEqual([]);
    const read = await readAll();
    expect(read.talk?.problems).toBe(talkRow(held, '1', 'adviser1').problems);
    expect(read.sensitive.map(([, { family }]) => family).sort()).toEqual(['家庭1', '家庭2']);
    expect(read.facts.length).toBeGreaterThan(0);
    const dump = JSON.stringify(await database.query('select * from xueye.data_key'));
    expect(dump).not.toContain(TEST_MASTER_KEYS.current?.bytes.toString('base64') ?? '');
  });

  it.each([
    [
      'another row of the column',
      `problems = (select problems from xueye.talk_record where id <> t.id limit 1)`,
    ],
    ['another column of the row', `problems = contact`],
    ['a cut end', `problems = left(problems, -2)`],
    ['an older key that never was', `problems = 'x1.9' || substr(problems, 5)`],
    ['a bare text', `problems = '伪造的内容'`],
  ])('refuses as a whole what was tampered with: %s', async (_what, set) => {
    await bare('talk_record t', set).catch(() => {});
    await database.query('alter table xueye.talk_record disable trigger user');
    await database.query(`update xueye.talk_record t set ${set} where t.id = $1`, [TALK]);
    const read = store.transaction(held.as('leader'), ({ talks }) => talks.get(TALK));
    await expect(read).rejects.toMatchObject({ name: 'DomainError' });
    const message = await read.catch(({ message }: Error) => message);
    expect(message).toContain('talk_record.problems');
    expect(message).not.toContain('伪造');
  });

  it('says which master key is missing or wrong, and opens nothing', async () => {
    const refusal = (masters: Parameters<typeof createStore>[1]) =>
      readAll(createStore(database, masters)).catch(({ code, message }) => ({ code, message }));
    expect(await refusal(undefined)).toMatchObject({ code: 'DATA_KEY_MISSING' });
    const wrong = readMasterKeys({ DATA_MASTER_KEY: makeMasterKey() });
    const met = await refusal(wrong);
    expect(met).toMatchObject({ code: 'DATA_KEY_WRONG' });
    expect(JSON.stringify(met)).toContain(TEST_MASTER_KEYS.current?.id);
    await expect(
      createStore(database, wrong).transaction(held.as('adviser1'), ({ talks }) =>
        talks.add(talkRow(held, '1', 'adviser1', { id: ref('talk', 'new') })),
      ),
    ).rejects.toMatchObject({ code: 'DATA_KEY_WRONG' });
  });

  it('keeps one department from opening what is another one’s', async () => {
    await storeRoster(database, other);
    await database.query('alter table xueye.student_sensitive disable trigger user');
    await database.query(
      `update xueye.student_sensitive set family = (
        select family from xueye.student_sensitive where student_id = $1
      ) where student_id = $2`,
      [ref('student', '1'), other.ref('student', '1')],
    );
    await expect(
      store.transaction(other.as('office'), ({ roster }) => roster.sensitive(other.ref('student', '1'))),
    ).rejects.toMatchObject({ code: 'SEALED_DAMAGED' });
  });

  it('seals what was stored before, then refuses bare texts', async () => {
    await asBefore();
    const before = await readAll();
    expect(before.talk?.problems).toBe('作息不规律');
    const done = await sealDepartment(database, held.id, TEST_MASTER_KEYS);
    expect(done).toMatchObject({ version: 1, rows: 4, isResumed: false });
    expect(await versions()).toEqual(['1']);
    expect(await readAll()).toEqual(before);
    expect(await sealDepartment(database, held.id, TEST_MASTER_KEYS)).toMatchObject({ rows: 0 });
    await bare('talk_record', `problems = '伪造'`);
    await expect(readAll()).rejects.toMatchObject({ code: 'NOT_SEALED' });
  });

  it('seals the notes on help that were stored before, of ended pairs too, killed and taken up again', async () => {
    await storePairings(database, held);
    const end = {
      lastDay: '2026-09-14',
      kind: 'mistake',
      note: '登记错了',
      endedBy: ref('person', 'leader'),
      endedAt: '2026-09-14T01:00:00.000Z',
    } as const;
    await store.transaction(held.as('leader'), ({ pairings }) => pairings.end(ref('pairing'), end));
    const read = () =>
      store.transaction(held.as('leader'), async ({ help, pairings }) => ({
        next: (await help.ofStudent(ref('student', '1'))).map(({ next }) => next),
        end: (await pairings.get(ref('pairing')))?.end?.note,
      }));
    const before = await read();
    expect(before).toEqual({ next: ['第四章', '第四章'], end: '登记错了' });
    await bare('help_session', `next_time = '第四章'`);
    await bare('help_review', `note = '已核对'`);
    await bare('pairing_refusal', `note = '时间合不上'`);
    await bare('pairing', `end_note = '登记错了'`);
    await database.query(`delete from xueye.key_run where department_id = $1`, [held.id]);
    expect(await read()).toEqual(before);
    await expect(sealDepartment(killedAfter(database, 9), held.id, TEST_MASTER_KEYS)).rejects.toThrow(
      'killed',
    );
    await sealDepartment(database, held.id, TEST_MASTER_KEYS);
    expect(await versions()).toEqual(['1']);
    expect(await read()).toEqual(before);
    const words = await database.query(
      `select string_agg(t.text, ' ') as text from (
        select next_time as text from xueye.help_session union all select note from xueye.help_review
        union all select note from xueye.pairing_refusal union all select end_note from xueye.pairing
      ) t`,
    );
    expect(JSON.stringify(words)).not.toMatch(/第四章|已核对|时间合不上|登记错了/);
    // The seal of an ended pair may be renewed, the rest of it stays.
    await expect(
      database.transaction(async (tx) => {
        await tx.query(`select set_config('app.sealing', 'on', true)`);
        await tx.query(`update xueye.pairing set last_day = null, end_kind = null, end_note = null`);
      }),
    ).rejects.toThrow('append-only');
  });

  it('moves everything to a new key and destroys the old one', async () => {
    const before = await readAll();
    expect(await rotateDataKey(database, held.id, TEST_MASTER_KEYS)).toMatchObject({ version: 2 });
    expect(await versions()).toEqual(['2']);
    // A store that still holds the older key from before.
    expect(await readAll()).toEqual(before);
    const [old] = await database.query('select wrapped from xueye.data_key where version = 1');
    expect(old).toEqual({ wrapped: null });
    expect(await keyStatus(database, { id: held.id, name: '' }, TEST_MASTER_KEYS)).toMatchObject({
      version: 2,
      destroyed: 1,
      stale: 0,
      canOpen: true,
      isStrict: true,
      open: [],
    });
  });

  it('takes a rotation up where it was killed, after any statement', async () => {
    const before = await readAll();
    for (const killAt of [1, 4, 9, 14, 19, 26]) {
      const [{ version: from = 0 } = {}] = await database.query<{ version: number }>(
        'select max(version) as version from xueye.data_key',
      );
      await expect(rotateDataKey(killedAfter(database, killAt), held.id, TEST_MASTER_KEYS)).rejects.toThrow(
        'killed',
      );
      // Whoever works meanwhile reads everything and seals with the key in force.
      expect(await readAll()).toEqual(before);
      const done = await rotateDataKey(database, held.id, TEST_MASTER_KEYS);
      expect(done.version).toBe(from + 1);
      expect(await versions()).toEqual([String(from + 1)]);
      expect(await readAll()).toEqual(before);
    }
  });

  it('stops a rotation at a value that does not open, and names it', async () => {
    await bare('talk_record', `family = 'x1.1.${'A'.repeat(60)}'`);
    await expect(rotateDataKey(database, held.id, TEST_MASTER_KEYS)).rejects.toThrow(/talk_record\.family/);
    const [old] = await database.query<{ wrapped: string | null }>(
      'select wrapped from xueye.data_key where version = 1',
    );
    expect(old?.wrapped).not.toBeNull();
  });

  it('moves data keys to another master key', async () => {
    const before = await readAll();
    const next = makeMasterKey();
    const previous = TEST_MASTER_KEYS.current?.bytes.toString('base64') ?? '';
    const both = readMasterKeys({ DATA_MASTER_KEY: next, DATA_MASTER_KEY_PREVIOUS: previous });
    const alone = readMasterKeys({ DATA_MASTER_KEY: next });
    await expect(rewrapDataKeys(database, held.id, alone)).rejects.toMatchObject({ code: 'DATA_KEY_WRONG' });
    expect(await rewrapDataKeys(database, held.id, both)).toBe(1);
    expect(await rewrapDataKeys(database, held.id, both)).toBe(0);
    expect(await readAll(createStore(database, alone))).toEqual(before);
    await expect(readAll(createStore(database, TEST_MASTER_KEYS))).rejects.toMatchObject({
      code: 'DATA_KEY_WRONG',
    });
  });

  it('renews the seal of history and nothing else, and that only by who says so', async () => {
    const update = (set: string) =>
      database.transaction(async (tx) => {
        await tx.query(`select set_config('app.sealing', 'on', true)`);
        await tx.query(`update xueye.talk_record set ${set} where id = $1`, [TALK]);
      });
    for (const set of [`place = '别处'`, `problems = '改过'`, `held_on = held_on - 1, problems = problems`]) {
      await expect(update(set)).rejects.toMatchObject({ code: '23001' });
    }
    await expect(
      database.query(`update xueye.talk_record set problems = problems where id = $1`, [TALK]),
    ).rejects.toMatchObject({ code: '23001' });
  });
});

/** As if the process died at its nth statement: that transaction is lost, those before it stay. */
function killedAfter(database: Database, statements: number): Database {
  let left = statements;
  const die = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  return {
    ...database,
    transaction: (work) =>
      database.transaction((tx) =>
        work({
          ...tx,
          query: (text, parameters) => {
            die();
            return tx.query(text, parameters);
          },
        }),
      ),
  };
}
