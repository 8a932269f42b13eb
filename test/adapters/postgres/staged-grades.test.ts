import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#adapters/postgres/store';
import type { Repositories, RowChange, StagedRow, Store } from '#core/application/ports';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { gradeRow } from '../../support/grade-rows';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { importRecord, NOW, storeRoster, type TestDepartment, testDepartment } from './department';

/** A version of a row: whose, under which key, with which score. */
interface Version {
  readonly no: '1' | '2';
  readonly key: string;
  readonly score: string;
}

const versions = fc.uniqueArray(
  fc.record({
    no: fc.constantFrom('1' as const, '2' as const),
    key: fc.constantFrom('a', 'b', 'c', 'd#2'),
    score: fc.constantFrom('59', '60', '喆"\\\t'),
  }),
  { selector: ({ no, key }) => `${no}${key}`, maxLength: 8 },
);

const imported = fc.record({ rows: versions, isAsPreviewed: fc.boolean() });

describe.each(TEST_DRIVERS)('staged grades on $name', (driver) => {
  let opened: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    store = createStore(opened.database, TEST_MASTER_KEYS);
  });
  afterAll(() => opened?.drop());

  let departments = 0;
  const freshDepartment = async (): Promise<TestDepartment> => {
    departments += 1;
    const held = testDepartment(`staged ${departments}`);
    await storeRoster(opened.database, held);
    await asOffice(held, ({ files }) =>
      files.add({
        id: held.ref('file'),
        path: `${held.id}/imports/${held.ref('file')}.csv`,
        fileName: '成绩.csv',
        purpose: 'import',
        createdBy: held.ref('person', 'office'),
        createdAt: NOW,
      }),
    );
    return held;
  };
  const asOffice = <T>(held: TestDepartment, work: (repositories: Repositories) => Promise<T>) =>
    store.transaction(held.as('office'), work);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const stagedRow = (
    held: TestDepartment,
    { no, key, score }: Version,
    change: RowChange = 'new',
  ): StagedRow => {
    const { studentNo } = held.student(no);
    const payload = gradeRow({ studentNo, courseCode: key, score, remark: '"引号"，\\ 反斜杠' });
    const version = { id: uuidv7(), studentNo, rowKey: key, contentHash: hash(score) };
    return { row: payload.row, change, payload, version };
  };
  const stageRows = async (held: TestDepartment, staged: readonly StagedRow[]): Promise<string> => {
    const id = uuidv7();
    await asOffice(held, ({ imports }) => imports.add(importRecord(held, { id }), staged, []));
    return id;
  };
  const stage = (held: TestDepartment, rows: readonly Version[]): Promise<string> =>
    stageRows(
      held,
      rows.map((row) => stagedRow(held, row)),
    );
  const apply = async (held: TestDepartment, rows: readonly Version[]) => {
    const id = await stage(held, rows);
    return asOffice(held, ({ grades }) => grades.applyStaged(id, false));
  };
  /** What is in force, in one order. */
  const inForce = (held: TestDepartment): Promise<readonly Version[]> =>
    asOffice(held, async ({ grades }) => {
      const found: Version[] = [];
      for (const no of ['1', '2'] as const) {
        for (const { rowKey, grade } of await grades.of(held.student(no).id)) {
          found.push({ no, key: rowKey, score: grade.score ?? '' });
        }
      }
      return sorted(found);
    });
  const sorted = (rows: Iterable<Version>): readonly Version[] =>
    [...rows].sort((a, b) => (a.no + a.key < b.no + b.key ? -1 : 1));

  it('are in force as the last import of each key has them, and counted by what they did', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(imported, { minLength: 1, maxLength: 4 }), async (imports) => {
        const held = await freshDepartment();
        const model = new Map<string, Version>();
        for (const { rows, isAsPreviewed } of imports) {
          const counts = { new: 0, changed: 0, unchanged: 0 };
          const staged: StagedRow[] = [];
          for (const row of rows) {
            const before = model.get(row.no + row.key);
            const change = !before ? 'new' : before.score === row.score ? 'unchanged' : 'changed';
            counts[change] += 1;
            // Found out again where the preview no longer holds, whatever it said.
            staged.push(stagedRow(held, row, isAsPreviewed ? change : 'new'));
            model.set(row.no + row.key, row);
          }
          const id = await stageRows(held, staged);
          expect(await asOffice(held, ({ grades }) => grades.applyStaged(id, isAsPreviewed))).toEqual(counts);
          expect(await inForce(held)).toEqual(sorted(model.values()));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('come to the same in any order of rows and in any batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        versions.chain((rows) =>
          fc.tuple(
            fc.constant(rows),
            fc.shuffledSubarray(rows, { minLength: rows.length }),
            fc.nat({ max: rows.length }),
          ),
        ),
        async ([rows, shuffled, cut]) => {
          const [whole, parts] = [await freshDepartment(), await freshDepartment()];
          await apply(whole, rows);
          await apply(parts, shuffled.slice(0, cut));
          await apply(parts, shuffled.slice(cut));
          expect(await inForce(parts)).toEqual(await inForce(whole));
        },
      ),
      { numRuns: 8 },
    );
  });

  it('keep every older version, each naming the one after it', async () => {
    const held = await freshDepartment();
    for (const score of ['50', '55', '60']) await apply(held, [{ no: '1', key: 'a', score }]);
    const rows = await opened.database.query<{ score: string; next: string | null }>(
      `select held.score, newer.score as next from xueye.grade_row held
       left join xueye.grade_row newer on newer.department_id = held.department_id and newer.id = held.superseded_by
       where held.department_id = $1 order by held.score`,
      [held.id],
    );
    expect(rows).toEqual([
      { score: '50', next: '55' },
      { score: '55', next: '60' },
      { score: '60', next: null },
    ]);
  });

  it('leave nothing where a row cannot be written, or the work after them fails', async () => {
    const held = await freshDepartment();
    await apply(held, [{ no: '1', key: 'a', score: '50' }]);
    const before = await inForce(held);
    const good = stagedRow(held, { no: '1', key: 'a', score: '60' });
    const bad = stagedRow(held, { no: '2', key: 'b', score: '60' });
    const id = uuidv7();
    await asOffice(held, ({ imports }) =>
      imports.add(
        importRecord(held, { id }),
        [good, { ...bad, payload: { ...(bad.payload as object), credit: -1 } }],
        [],
      ),
    );
    const refused = asOffice(held, ({ grades }) => grades.applyStaged(id, false));
    await expect(refused).rejects.toMatchObject({ code: '23514' });
    const second = await stage(held, [{ no: '1', key: 'a', score: '70' }]);
    const failing = asOffice(held, async ({ grades }) => {
      await grades.applyStaged(second, false);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await inForce(held)).toEqual(before);
  });

  it('have to say which versions they become', async () => {
    const held = await freshDepartment();
    const { version: _version, ...row } = stagedRow(held, { no: '1', key: 'a', score: '60' });
    const id = uuidv7();
    await asOffice(held, ({ imports }) => imports.add(importRecord(held, { id }), [row], []));
    const refused = asOffice(held, ({ grades }) => grades.applyStaged(id, false));
    await expect(refused).rejects.toMatchObject({ code: 'IMPORT_STALE' });
    expect(await inForce(held)).toEqual([]);
  });

  it('tell others how far they are before the end, where they are many and the server has a connection for it', async () => {
    const held = await freshDepartment();
    const total = 24_000;
    const rows = Array.from({ length: total }, (_, at) =>
      stagedRow(held, { no: '1', key: `${at}`, score: '60' }),
    );
    const id = uuidv7();
    const told = (of = id) => asOffice(held, ({ imports }) => imports.progress(of));
    const { hasSpare } = opened.database;
    expect(hasSpare).toBe(driver.name === 'server');
    await asOffice(held, async ({ imports }) => {
      await imports.add(importRecord(held, { id, rowsRead: total }), rows, []);
      if (hasSpare) await expect.poll(told).toMatchObject({ step: 'stage', total });
    });
    await asOffice(held, async ({ grades }) => {
      await grades.applyStaged(id, true);
      if (hasSpare) await expect.poll(told).toMatchObject({ step: 'apply', total });
    });
    if (!hasSpare) expect(await told()).toBe(null);
    const few = await stage(held, [{ no: '2', key: 'a', score: '60' }]);
    expect(await told(few)).toBe(null);
  });

  it('name each student once, in the order of their last rows', async () => {
    const held = await freshDepartment();
    const rows = ['1', '2', '1'] as const;
    const staged = rows.map((no, at) => stagedRow(held, { no, key: `${at}`, score: '60' }));
    const id = uuidv7();
    await asOffice(held, ({ imports }) => imports.add(importRecord(held, { id }), staged, []));
    const named = await asOffice(held, ({ grades }) => grades.stagedStudents(id));
    expect(named.map(({ studentNo, row }) => ({ studentNo, row }))).toEqual([
      { studentNo: held.student('2').studentNo, row: staged[1]?.row },
      { studentNo: held.student('1').studentNo, row: staged[2]?.row },
    ]);
  });
});
