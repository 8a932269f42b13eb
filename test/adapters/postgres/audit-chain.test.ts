import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChains } from '#adapters/postgres/audit-chain';
import { enterAs } from '#adapters/postgres/context';
import type { Database } from '#adapters/postgres/database';
import { migrate, readMigrations } from '#adapters/postgres/migrate';
import { createStore } from '#adapters/postgres/store';
import { type ChainFinding, type ChainHead, verifyChain } from '#core/domain/audit-chain';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { storeRoster, testDepartment } from './department';

const ours = testDepartment('ours');
const theirs = testDepartment('theirs');
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const EVENTS = 12;

/** Who may do anything to the tables: the owner, with the triggers off. */
const asForger = (database: Database, script: string): Promise<void> =>
  database.transaction((tx) =>
    tx.exec(`alter table xueye.audit_event disable trigger all;
      alter table xueye.audit_head disable trigger all;
      ${script};
      alter table xueye.audit_event enable trigger all;
      alter table xueye.audit_head enable trigger all;`),
  );

const D = `department_id = '${ours.id}'`;
const event = (seq: number) => `(select e from xueye.audit_event e where ${D} and seq = ${seq})`;
/** Chains everything from `from` on anew, the head too: a forger who knows how. */
const chainAnew = (from: number) => `do $$
  declare event xueye.audit_event; last text;
  begin
    select hash into last from xueye.audit_event where ${D} and seq = ${from - 1};
    last := coalesce(last, '');
    for event in select * from xueye.audit_event where ${D} and seq >= ${from} order by seq loop
      event.previous_hash := last;
      last := xueye.audit_hash(event);
      update xueye.audit_event set previous_hash = event.previous_hash, hash = last where ${D} and seq = event.seq;
    end loop;
    update xueye.audit_head set hash = last, seq = (select max(seq) from xueye.audit_event where ${D}) where ${D};
  end $$`;
const COLUMNS =
  'department_id, seq, at, on_day, person_id, role, action, subject_type, subject_id, detail, previous_hash, hash, student_id, changes';
const shift = (from: number, by: number) => `
  update xueye.audit_event set seq = -seq where ${D} and seq >= ${from};
  update xueye.audit_event set seq = -seq + ${by} where ${D} and seq < 0`;
const copyTo = (seq: number, hash: string) => `
  insert into xueye.audit_event (${COLUMNS})
  select department_id, ${seq}, at, on_day, person_id, role, 'forged', subject_type, subject_id, detail,
    ${hash}, student_id, changes from xueye.audit_event where ${D} and seq = 1`;

interface Tampering {
  readonly says: string;
  readonly script: string;
  readonly found: readonly ChainFinding[];
  /** Only what was anchored before shows it. */
  readonly withAnchor?: readonly ChainFinding[];
}

const FIELDS = [
  `at = at + interval '1 microsecond'`,
  `on_day = on_day + 1`,
  `person_id = '${ours.ref('person', 'leader')}'`,
  `role = 'leader'`,
  `action = 'x'`,
  `subject_type = 'x'`,
  `subject_id = 'x'`,
  `student_id = null`,
  `detail = '{"n": 99}'`,
  `changes = '{"tier": ["1", "3"]}'`,
  `hash = repeat('0', 64)`,
];

const TAMPERINGS: readonly Tampering[] = [
  ...FIELDS.map((set) => ({
    says: `an event with another ${set.split(' ')[0]}`,
    script: `update xueye.audit_event set ${set} where ${D} and seq = 5`,
    found: [{ kind: 'changed' as const, seq: 5 }],
  })),
  {
    says: 'an event with another previous hash',
    script: `update xueye.audit_event set previous_hash = repeat('0', 64) where ${D} and seq = 5`,
    found: [{ kind: 'changed', seq: 5 }],
  },
  {
    says: 'an event changed together with its hash',
    script: `update xueye.audit_event set action = 'x' where ${D} and seq = 5;
      update xueye.audit_event e set hash = xueye.audit_hash(e) where ${D} and seq = 5`,
    found: [{ kind: 'changed', seq: 5 }],
  },
  {
    says: 'the last event changed together with its hash',
    script: `update xueye.audit_event set action = 'x' where ${D} and seq = ${EVENTS};
      update xueye.audit_event e set hash = xueye.audit_hash(e) where ${D} and seq = ${EVENTS}`,
    found: [{ kind: 'head-changed', seq: EVENTS }],
  },
  {
    says: 'the first event changed',
    script: `update xueye.audit_event set action = 'x' where ${D} and seq = 1`,
    found: [{ kind: 'changed', seq: 1 }],
  },
  {
    says: 'an event removed',
    script: `delete from xueye.audit_event where ${D} and seq = 5`,
    found: [{ kind: 'removed', from: 5, to: 5 }],
  },
  {
    says: 'the first three removed',
    script: `delete from xueye.audit_event where ${D} and seq <= 3`,
    found: [{ kind: 'removed', from: 1, to: 3 }],
  },
  {
    says: 'an event removed and the rest numbered anew',
    script: `delete from xueye.audit_event where ${D} and seq = 5; ${shift(6, -1)}`,
    found: [{ kind: 'removed', from: 5, to: 5 }],
  },
  {
    says: 'events in two places removed and the rest numbered anew',
    script: `delete from xueye.audit_event where ${D} and seq in (3, 7, 8);
      update xueye.audit_event set seq = -seq where ${D} and seq > 3;
      update xueye.audit_event set seq = case when seq < -8 then -seq - 3 else -seq - 1 end where ${D} and seq < 0`,
    found: [
      { kind: 'removed', from: 3, to: 3 },
      { kind: 'removed', from: 7, to: 8 },
    ],
  },
  {
    says: 'the end removed',
    script: `delete from xueye.audit_event where ${D} and seq > 9`,
    found: [{ kind: 'removed', from: 10, to: EVENTS }],
  },
  {
    says: 'the end removed with the head set back',
    script: `delete from xueye.audit_event where ${D} and seq > 9;
      update xueye.audit_head set seq = 9, hash = (${event(9)}).hash where ${D}`,
    found: [],
    withAnchor: [{ kind: 'removed', from: 10, to: EVENTS }],
  },
  {
    says: 'everything removed',
    script: `delete from xueye.audit_event where ${D}`,
    found: [{ kind: 'removed', from: 1, to: EVENTS }],
  },
  {
    says: 'the head removed',
    script: `delete from xueye.audit_head where ${D}`,
    found: [{ kind: 'head-missing' }],
  },
  {
    says: 'another head',
    script: `update xueye.audit_head set hash = repeat('0', 64) where ${D}`,
    found: [{ kind: 'head-changed', seq: EVENTS }],
  },
  {
    says: 'two neighbours swapped',
    script: `update xueye.audit_event set seq = -seq where ${D} and seq in (5, 6);
      update xueye.audit_event set seq = 11 + seq where ${D} and seq < 0`,
    found: [{ kind: 'swapped', seq: 5, with: 6 }],
  },
  {
    says: 'two events far apart swapped',
    script: `update xueye.audit_event set seq = -seq where ${D} and seq in (3, 9);
      update xueye.audit_event set seq = 12 + seq where ${D} and seq < 0`,
    found: [{ kind: 'swapped', seq: 3, with: 9 }],
  },
  {
    says: 'the contents of two events swapped',
    script: `update xueye.audit_event e set at = o.at, person_id = o.person_id, action = o.action, detail = o.detail
      from xueye.audit_event o where e.${D} and o.${D} and (e.seq, o.seq) in ((3, 9), (9, 3))`,
    found: [{ kind: 'swapped', seq: 3, with: 9 }],
  },
  {
    says: 'an event inserted, with a hash out of the air',
    script: `${shift(5, 1)}; ${copyTo(5, `repeat('0', 64), repeat('1', 64)`)}`,
    found: [{ kind: 'inserted', seq: 5 }],
  },
  {
    says: 'an event inserted, chained to the one before it',
    script: `${shift(5, 1)}; ${copyTo(5, `(${event(4)}).hash, repeat('1', 64)`)};
      update xueye.audit_event e set hash = xueye.audit_hash(e) where ${D} and seq = 5`,
    found: [{ kind: 'inserted', seq: 5 }],
  },
  {
    says: 'an event put after the end, past the head',
    script: `${copyTo(EVENTS + 1, `(${event(EVENTS)}).hash, repeat('1', 64)`)};
      update xueye.audit_event e set hash = xueye.audit_hash(e) where ${D} and seq = ${EVENTS + 1}`,
    found: [{ kind: 'inserted', seq: EVENTS + 1 }],
  },
  {
    says: 'an event changed and all after it chained anew',
    script: `update xueye.audit_event set action = 'x' where ${D} and seq = 7; ${chainAnew(7)}`,
    found: [],
    withAnchor: [{ kind: 'rewritten', from: 5, to: EVENTS }],
  },
  {
    says: 'an event removed and all after it numbered and chained anew',
    script: `delete from xueye.audit_event where ${D} and seq = 7; ${shift(8, -1)}; ${chainAnew(7)}`,
    found: [],
    withAnchor: [{ kind: 'removed', from: EVENTS, to: EVENTS }],
  },
  {
    says: 'two at once: one changed, one removed',
    script: `update xueye.audit_event set action = 'x' where ${D} and seq = 3;
      delete from xueye.audit_event where ${D} and seq = 8`,
    found: [
      { kind: 'changed', seq: 3 },
      { kind: 'removed', from: 8, to: 8 },
    ],
  },
];

describe.each(TEST_DRIVERS)('the audit’s chain on $name', (driver) => {
  let opened: TestDatabase;
  let anchors: readonly ChainHead[];

  const record = (department: typeof ours, n: number) =>
    createStore(opened.database).transaction(department.as('office'), ({ audit }) =>
      audit.record({
        action: 'students.archive',
        subject: { type: 'student', id: department.ref('student', '1') },
        detail: { n, quote: `“引号𠮷é”"\\\n${n}` },
        changes: { tier: [null, '1'] },
      }),
    );
  const findings = async (given: readonly ChainHead[] = []) => {
    const chain = (await readChains(opened.database)).find(({ departmentId }) => departmentId === ours.id);
    return chain ? verifyChain(chain.rows, chain.head, sha256, given) : null;
  };
  /** As the page of the leader asks it. */
  const checked = () =>
    createStore(opened.database).transaction(ours.as('leader'), ({ audit }) => audit.check(0, 5000));

  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    for (const department of [ours, theirs]) await storeRoster(opened.database, department);
    for (let n = 1; n <= EVENTS; n++) {
      await record(ours, n);
      if (n === 4) anchors = await heads();
      await record(theirs, n);
    }
    anchors = [...anchors, ...(await heads())];
  });
  afterAll(() => opened?.drop());

  const heads = async (): Promise<readonly ChainHead[]> => {
    const chain = (await readChains(opened.database)).find(({ departmentId }) => departmentId === ours.id);
    return chain?.head ? [chain.head] : [];
  };

  it('is sound for both who reckon it, and numbered without gaps', async () => {
    const chains = await readChains(opened.database);
    expect(chains.map(({ rows }) => rows.map(({ seq }) => seq))).toEqual(
      chains.map(() => Array.from({ length: EVENTS }, (_, at) => at + 1)),
    );
    expect(await findings(anchors)).toEqual([]);
    expect(await checked()).toEqual({ read: EVENTS, last: EVENTS, broken: null });
    expect(chains[0]?.rows[0]).toMatchObject({ previousHash: '', studentId: expect.any(String) });
  });

  it.each(TAMPERINGS)('finds and names $says', async ({ script, found, withAnchor }) => {
    class Undo extends Error {}
    let met: readonly ChainFinding[] | null = null;
    let anchored: readonly ChainFinding[] | null = null;
    let page: Awaited<ReturnType<typeof checked>> | null = null;
    const { database } = opened;
    await database
      .transaction(async (tx) => {
        await tx.exec(`alter table xueye.audit_event disable trigger all;
          alter table xueye.audit_head disable trigger all; ${script}`);
        const inside: Database = {
          transaction: (work) => work({ ...tx, query: (text, values) => quiet(tx.query, text, values) }),
          query: tx.query,
          close: async () => undefined,
          hasSpare: false,
        };
        const chain = (await readChains(inside)).find(({ departmentId }) => departmentId === ours.id);
        const { rows = [], head = null } = chain ?? {};
        met = verifyChain(rows, head, sha256);
        anchored = verifyChain(rows, head, sha256, anchors);
        await enterAs(tx, ours.as('leader'));
        page = await createStore(inside).transaction(ours.as('leader'), ({ audit }) => audit.check(0, 5000));
        throw new Undo();
      })
      .catch((error) => {
        if (!(error instanceof Undo)) throw error;
      });
    expect(met).toEqual(found);
    expect(anchored).toEqual(withAnchor ?? found);
    const isEndOnly = found.every(
      (one) =>
        one.kind.startsWith('head') ||
        ('to' in one && one.to === EVENTS) ||
        ('seq' in one && one.seq > EVENTS),
    );
    expect((page as unknown as { broken: number | null }).broken === null).toBe(isEndOnly);
    expect(await findings(anchors)).toEqual([]);
  });

  it('keeps one chain when many write at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => record(n % 2 === 0 ? ours : theirs, 100 + n)));
    for (const { rows, head } of await readChains(opened.database)) {
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
      expect(head?.seq).toBe(EVENTS + 20);
      expect(verifyChain(rows, head, sha256)).toEqual([]);
    }
    expect(await findings(anchors)).toEqual([]);
  });

  it('takes nothing of a transaction that failed', async () => {
    const before = await heads();
    const failed = createStore(opened.database).transaction(ours.as('office'), async ({ audit }) => {
      await audit.record({ action: 'a', subject: { type: 'x', id: 'x' } });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await heads()).toEqual(before);
    await record(ours, 200);
    expect(await findings(anchors)).toEqual([]);
  });

  it.each([
    `update xueye.audit_head set hash = repeat('0', 64)`,
    `update xueye.audit_head set seq = 1`,
    `delete from xueye.audit_head`,
    `truncate xueye.audit_head cascade`,
  ])('refuses the owner too: %s', async (statement) => {
    await expect(opened.database.query(statement)).rejects.toMatchObject({ code: '23001' });
  });

  it('is the same however the server writes dates', async () => {
    await asForger(opened.database, 'select 1');
    const style = await opened.database.transaction(async (tx) => {
      await tx.query(
        `select set_config('datestyle', 'German', true), set_config('timezone', 'Asia/Shanghai', true)`,
      );
      return tx.query<{ bad: number }>(
        'select count(*) as bad from xueye.audit_event e where hash <> xueye.audit_hash(e)',
      );
    });
    expect(style).toEqual([{ bad: 0 }]);
  });
});

/** What sets the isolation of a transaction that has begun is left out. */
const quiet = async <R extends object>(
  query: <T extends object>(text: string, parameters?: readonly unknown[]) => Promise<readonly T[]>,
  text: string,
  values?: readonly unknown[],
): Promise<readonly R[]> => (text.startsWith('set transaction') ? [] : query<R>(text, values));

describe('events from before the chain', () => {
  it('are taken into it', async () => {
    const [driver] = TEST_DRIVERS;
    if (!driver) throw new Error('no driver');
    const opened = await driver.openEmpty();
    const { database } = opened;
    try {
      const all = await readMigrations();
      const before = all.filter(({ name }) => name < '20261124052000');
      await migrate(database, before);
      await database.transaction(async (tx) => {
        for (const { id } of [ours, theirs]) {
          await tx.query(
            `insert into xueye.department (department_id, name, short_name, policy_id) values ($1, 'a', 'a', '2015')`,
            [id],
          );
        }
        for (const department of [ours, theirs]) {
          await tx.query(
            `insert into xueye.person (department_id, id, work_no, name) values ($1, $2, 'X1', '某')`,
            [department.id, department.ref('person', 'office')],
          );
          for (let n = 0; n < 3; n++) {
            await tx.query(
              `insert into xueye.audit_event
                (department_id, on_day, person_id, role, action, subject_type, subject_id)
              values ($1, '2026-09-14', $2, 'office', 'students.archive', 'student', $3)`,
              [department.id, department.ref('person', 'office'), department.ref('student', '1')],
            );
          }
        }
      });
      await migrate(database, all);
      const chains = await readChains(database);
      expect(chains.map(({ rows }) => rows.length)).toEqual([3, 3]);
      for (const { rows, head } of chains) {
        expect(verifyChain(rows, head, sha256)).toEqual([]);
        expect(rows.every(({ studentId }) => studentId !== null)).toBe(true);
      }
    } finally {
      await opened.drop();
    }
  });
});
