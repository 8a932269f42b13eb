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
const words = (list: string): readonly string[] => list.trim().split(/\s+/);
/** What a department has the more of the longer it works: with students, semesters, days and whatever is done. */
const GROWING = words(`
  activation_code activation_failure application_failure application_step audit_event
  certificate_check_failure certified_session commendation commendation_end commendation_member
  conference conference_decision conference_member conference_minutes conference_view consent
  course_advice data_request data_request_answer decision door_count duty_waiver duty_waiver_end
  file_object focus_mark focus_note grade_row
  guardian_entry help_answer help_check help_code help_draw help_draw_pick
  help_feedback help_review help_session identity import_batch import_change import_progress
  import_rejection import_rollback import_row joint_meeting joint_meeting_signature letter
  letter_content letter_receipt letter_step listed_fact offering_class pairing pairing_refusal
  pairing_wish parent_call person plan_agreement plan_code plan_objection plan_review proposal qa_invitation qa_presence
  qa_report qa_session referral referral_answer referral_attachment reminder_credit
  reminder_credit_event reminder_message reminder_page reminder_sweep reminder_told retention_run
  screening service_certificate service_certificate_end student student_code_failure student_sensitive study_plan
  summary_text support_case talk_attachment talk_record talk_revision talk_supplement teaching_offering term_summary
  text_check volunteer volunteer_application volunteer_call volunteer_guidance volunteer_profile
`);
/** What has the size of the department: its people, classes and settings. */
const SETTLED = words(`
  applied_migration area assignment assignment_change audit_head calendar_day calendar_term certificate_series class
  class_move course_entry data_key data_request_setting department import_preset key_run letter_series letter_template
  letter_wording name_spelling policy_version queue_key quick_phrase retention_rule text_check_setting
  wechat_token
`);

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

  it('every table is known as one that grows or one that does not', async () => {
    const tables = await opened.database.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'xueye'::regnamespace and relkind in ('r', 'p')`,
    );
    const known = new Set([...GROWING, ...SETTLED]);
    // A new table belongs in one of the two lists above.
    expect(tables.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
  });

  it('reads no growing table from end to end', async () => {
    const { database } = opened;
    let whole: readonly string[] = [];
    let read: readonly (readonly [table: string, rows: number])[] = [];
    const store = createStore({
      ...database,
      transaction: (work) =>
        database.transaction(async (tx) => {
          const [before, readBefore] = [await scansOf(tx), await rowsOf(tx)];
          // That a scan is seen at all.
          await tx.query('select count(*) from xueye.department');
          const result = await work(tx);
          const [after, readAfter] = [await scansOf(tx), await rowsOf(tx)];
          read = [...readAfter].map(([table, rows]) => [table, rows - (readBefore.get(table) ?? 0)]);
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
    // Nor by an index from end to end: students and talks are many times as many as who is helped now. A
    // server may read the few pages of all decisions at once, four for each open case here.
    const most = 4 * page.openCases;
    expect(read.filter(([table, rows]) => GROWING.includes(table) && rows > most)).toEqual([]);
    expect(read.some(([table, rows]) => table === 'student' && rows >= page.openCases)).toBe(true);
  });
});

/** How often each table was read from end to end, as far as this transaction knows. */
async function scansOf(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ name: string; scans: number }>(
    `select relname as name, seq_scan::integer as scans from pg_stat_xact_user_tables where schemaname = 'xueye'`,
  );
  return new Map(rows.map(({ name, scans }) => [name, scans]));
}

/** Rows and entries that were read of each table and its indexes, as far as this transaction knows. */
async function rowsOf(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ name: string; rows: number }>(
    `select c.relname as name, (
       pg_stat_get_xact_tuples_returned(c.oid) + greatest(
         pg_stat_get_xact_tuples_fetched(c.oid),
         (select coalesce(sum(pg_stat_get_xact_tuples_returned(i.indexrelid)), 0) from pg_index i where i.indrelid = c.oid)
       )
     )::integer as rows
     from pg_class c where c.relnamespace = 'xueye'::regnamespace and c.relkind = 'r'`,
  );
  return new Map(rows.map(({ name, rows: read }) => [name, read]));
}
