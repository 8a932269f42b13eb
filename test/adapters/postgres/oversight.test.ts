import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { showOversight } from '#core/application/oversight';
import type { Actor } from '#core/application/ports';
import type { UseCaseDeps } from '#core/application/use-case';
import { addYears } from '../../../tools/bench/oversight-cases';
import { addDepartment } from '../../../tools/bench/reminder-cases';
import { TEST_DRIVERS, type TestDatabase } from '../../support/database';

const TODAY = '2026-11-09';
/** What a department has the more of the longer it works. */
const GROWING = [
  'student',
  'support_case',
  'decision',
  'proposal',
  'talk_record',
  'talk_supplement',
  'study_plan',
  'plan_agreement',
  'plan_review',
  'parent_call',
  'letter',
  'letter_step',
  'grade_row',
  'audit_event',
  'reminder_message',
  'import_row',
];

describe.each(TEST_DRIVERS)('谁被漏掉了？ on $name', (driver) => {
  let opened: TestDatabase;
  let actor: Actor;
  beforeAll(async () => {
    opened = await driver.openMigrated();
    const departmentId = await addDepartment(opened.database);
    await addYears(opened.database, departmentId, { open: 150, students: 6_000 });
    const [leader] = await opened.database.query<{ id: string }>(
      `insert into xueye.assignment (department_id, id, person_id, role, first_day)
      select department_id, gen_random_uuid(), id, 'leader', '2026-08-31' from xueye.person limit 1
      returning person_id as id`,
    );
    actor = {
      departmentId,
      personId: leader?.id ?? '',
      name: '',
      workNo: '',
      role: 'leader',
      reach: { kind: 'department' },
      today: TODAY,
    };
  });
  afterAll(() => opened.drop());

  it('reads no growing table from end to end', async () => {
    const { database } = opened;
    let whole: readonly string[] = [];
    const store = createStore({
      ...database,
      transaction: (work) =>
        database.transaction(async (tx) => {
          const before = await scansOf(tx);
          // That a scan is seen at all.
          await tx.query('select count(*) from xueye.department');
          const result = await work(tx);
          const after = await scansOf(tx);
          whole = [...after.keys()].filter((table) => after.get(table) !== before.get(table));
          return result;
        }),
    });
    const page = await store.transaction(actor, (repositories) =>
      showOversight({}, actor, { clock: { today: () => TODAY }, ...repositories } as unknown as UseCaseDeps),
    );
    expect(page.openCases).toBe(150);
    expect(page.counts.overdue).toBeGreaterThan(0);
    expect(whole).toContain('department');
    expect(GROWING.filter((table) => whole.includes(table))).toEqual([]);
  });
});

/** How often each table was read from end to end, as far as this transaction knows. */
async function scansOf(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ name: string; scans: number }>(
    `select relname as name, seq_scan::integer as scans from pg_stat_xact_user_tables where schemaname = 'xueye'`,
  );
  return new Map(rows.map(({ name, scans }) => [name, scans]));
}
