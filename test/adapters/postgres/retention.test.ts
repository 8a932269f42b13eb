import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDue, runRetention, setRetention } from '#adapters/postgres/retention';
import { sayEvent } from '#core/domain/audit-sentence';
import { RETENTION_DEFAULTS, RETENTION_KINDS, type RetentionKind } from '#core/domain/retention';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from '../../core/application/department';

const NUMBER = '202405010101';

describe('what is past its time', () => {
  let department: TestDepartment;
  let staff: Staff;
  let departmentId: string;
  let importId: string;
  let gone: string[] = [];

  const set = (kind: RetentionKind, months: number | null, by = 'X001') =>
    setRetention(department.database, departmentId, {
      id: uuidv7(),
      kind,
      months,
      by,
      today: department.state.today,
    });
  const run = (today: string, fields: Partial<Parameters<typeof runRetention>[2]> = {}) =>
    runRetention(department.database, departmentId, {
      today,
      removeFile: async (path) => void gone.push(path),
      pseudonym: () => 'X0123456789ab',
      ...fields,
    });
  const due = async (today: string) =>
    Object.fromEntries(
      (await countDue(department.database, departmentId, today, RETENTION_DEFAULTS)).map((row) => [
        row.kind,
        row.due,
      ]),
    ) as Record<RetentionKind, number>;
  const count = async (table: string, where = 'true') =>
    (
      await department.database.query<{ n: number }>(
        `select count(*)::int as n from xueye.${table} where ${where}`,
      )
    )[0]?.n;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    const [held] = await department.database.query<{ id: string }>(
      'select department_id as id from xueye.department',
    );
    departmentId = held?.id ?? '';
    const applied = await department.importText(
      '成绩.csv',
      gradeFile(gradeLine(NUMBER, '林知远', 'SK01', '16', '45')),
    );
    importId = applied.importId;
    // One photo that is filed with its report, one that is not.
    const photo = await department.act(staff.teacher, 'referrals.upload', { size: 100 });
    department.files.set(photo.upload.url.replace('memory:', ''), PNG);
    await department.act(staff.teacher, 'referrals.upload', { size: 100 });
    await department.act(staff.teacher, 'referrals.file', {
      id: uuidv7(),
      student: { studentNo: NUMBER, name: '林知远' },
      causes: ['internet-addiction'],
      causeNote: '',
      seen: '缺课较多。',
      photoIds: [photo.photoId],
    });
    await department.act(staff.office, 'papers.blank-talk-record', {}, 'office');
    await department.act(staff.office, 'accounts.issue-code', { personId: staff.adviser }, 'office');
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal?.proposalId ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    await storeOld(department, departmentId, staff);
    await department.database.query(
      `update xueye.support_case set status = 'closed', closed_on = '2026-09-20', close_reason = 'cleared'`,
    );
  });
  afterAll(() => department.database.close());

  it('is counted by kind on the day after its last, and not on that day', async () => {
    expect(await due('2026-10-14')).toMatchObject({ photos: 0, papers: 0, imports: 0, students: 0 });
    expect(await due('2026-10-15')).toMatchObject({ photos: 1, papers: 1, imports: 0, students: 0 });
    expect(await due('2027-09-15')).toMatchObject({ imports: 4, codes: 0 });
    expect(await due('2027-09-23')).toMatchObject({ codes: 1 });
    expect((await due('2029-09-20')).students).toBe(0);
    expect((await due('2029-09-21')).students).toBe(1);
  });

  it('stays as long as nobody has decided how long, or decided never', async () => {
    const before = await department.contents();
    expect(await run('2040-01-01')).toMatchObject({ removed: {}, isFinished: true });
    expect(await department.contents()).toBe(before);
    await set('papers', null);
    expect(await run('2040-01-01')).toMatchObject({ removed: {} });
    expect(gone).toEqual([]);
  });

  it('has its time set by the office or the leader, within bounds, on record', async () => {
    for (const months of [0, 5, 1201, 1.5, Number.NaN])
      await expect(set('imports', months)).rejects.toMatchObject({ code: 'RETENTION_PERIOD' });
    await expect(set('imports', 6, 'T001')).rejects.toMatchObject({ code: 'NOT_AN_OFFICER' });
    for (const kind of RETENTION_KINDS) await set(kind, RETENTION_DEFAULTS[kind], 'T005');
    const event = { subject: { type: 'retention', id: 'photos' }, subjectName: null, student: null };
    const [last] = await department.database.query<{ action: string; detail: Record<string, unknown> }>(
      `select action, detail from xueye.audit_event where subject_id = 'photos' order by seq desc limit 1`,
    );
    if (!last) throw new Error('nothing was recorded');
    expect(sayEvent({ ...event, ...last })).toBe('把「没有提交的照片」的保存期限定为 1 个月');
  });

  it('is not removed by the application, whatever it says', async () => {
    await expect(
      department.database.transaction(async (tx) => {
        await tx.query(
          `select set_config('role', 'xueye_app', true), set_config('app.retention', 'on', true),
            set_config('app.department_id', $1, true), set_config('app.person_id', $2, true),
            set_config('app.role', 'office', true), set_config('app.today', '2026-09-14', true)`,
          [departmentId, staff.office],
        );
        await tx.query('delete from xueye.file_object');
      }),
    ).rejects.toThrow(/permission denied/);
  });

  it('goes, the file with its row; what is filed or in force stays', async () => {
    // The storage fails: nothing of the kind is forgotten, the others go on.
    const failing = await run('2026-10-20', {
      removeFile: async (path) => {
        if (path.includes('/referrals/')) throw new Error('storage is away');
        gone.push(path);
      },
    });
    expect(failing).toMatchObject({ removed: { papers: 1 }, isFinished: false });
    expect(failing.failures).toHaveLength(1);
    expect(await count('file_object', `purpose = 'photo'`)).toBe(2);
    // Stopped before it begins, then taken up.
    expect(await run('2026-10-20', { isTimeUp: () => true })).toMatchObject({ isFinished: false });
    expect(await run('2026-10-20')).toMatchObject({ removed: { photos: 1 }, isFinished: true });
    expect(await count('file_object', `purpose = 'photo'`)).toBe(1);
    expect(await count('referral_attachment')).toBe(1);
    expect(await count('retention_run', 'ended_at is not null')).toBe(2);
    expect(await run('2026-10-20')).toMatchObject({ removed: {}, isFinished: true });
  });

  it('takes an import’s rows and original, leaves what it wrote, and says why it cannot be taken back', async () => {
    const grades = await count('grade_row');
    const { removed, failures } = await run('2027-10-01');
    expect(failures).toEqual([]);
    expect(removed).toMatchObject({ imports: 4, codes: 1 });
    expect(await count('import_row')).toBe(0);
    expect(await count('import_change')).toBe(0);
    expect(removed).toMatchObject({ reminders: 3, applications: 1 });
    expect(await count('reminder_message')).toBe(0);
    expect(await count('volunteer_application')).toBe(1);
    expect(await count('grade_row')).toBe(grades);
    expect(gone.filter((path) => path.includes('/imports/'))).toHaveLength(4);
    const refused = await department.call(
      staff.office,
      'imports.rollback',
      { importId, reason: '数据有误' },
      'office',
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'IMPORT_EMPTIED' } });
    const shown = await department.act(staff.office, 'imports.show', { importId }, 'office');
    expect(shown).toMatchObject({ state: 'applied' });
  });

  it('takes the name out of a student whose years are over, in the name of who set them', async () => {
    gone = [];
    expect((await run('2029-09-20')).removed.students).toBeUndefined();
    expect(await run('2029-09-21')).toMatchObject({ removed: { students: 1 }, isFinished: true });
    expect(gone).toHaveLength(1);
    expect(await count('student', `student_no = '${NUMBER}'`)).toBe(0);
    expect(await count('student', `student_no = 'X0123456789ab'`)).toBe(1);
    expect(await run('2029-09-22')).toMatchObject({ removed: {} });
    const events = await department.database.query<{ action: string; person_id: string }>(
      `select action, person_id from xueye.audit_event
      where action in ('retention.remove', 'people.lose-name') order by seq`,
    );
    expect(new Set(events.map(({ action }) => action))).toEqual(
      new Set(['retention.remove', 'people.lose-name']),
    );
    expect(new Set(events.map(({ person_id }) => person_id))).toEqual(new Set([staff.leader]));
  });
});

/** A message that went out, a stage, a credit, and two applications of which one came to work. */
async function storeOld({ database }: TestDepartment, departmentId: string, { adviser, leader }: Staff) {
  const [call, taken, left, message] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const script = `
    insert into xueye.reminder_told (department_id, case_id, day, told)
      select '${departmentId}', id, '2026-09-21', 'first-talk adviser 2026-09-21 day ${adviser}'
      from xueye.support_case limit 1;
    insert into xueye.reminder_message
      (department_id, id, person_id, day, talks, others, overdue, state, run_at, sent_at)
      values ('${departmentId}', '${message}', '${adviser}', '2026-09-21', 1, 0, 0, 'sent', now(), now());
    insert into xueye.reminder_credit_event
      (department_id, id, person_id, template, kind, change, message_id, at)
      values ('${departmentId}', '${uuidv7()}', '${adviser}', 't', 'spent', -1, '${message}', '2026-09-21');
    insert into xueye.volunteer_call
      (department_id, id, term, title, asks, training, closes_on, made_by, made_on, made_at)
      values ('${departmentId}', '${call}', '2026-2027-1', '招募', '…', '[]', '2026-09-30', '${leader}',
        '2026-09-14', now());
    insert into xueye.volunteer_application
      (department_id, id, call_id, student_id, phone_print, courses, free_periods, campus, contact, why, filed_on, filed_at)
      select '${departmentId}', case student_no when '${NUMBER}' then '${left}'::uuid else '${taken}'::uuid end,
        '${call}', id, repeat('a', 64), '[{"name":"高等数学","score":"90"}]', '[]', '', '19900000001', '…',
        '2026-09-15', now()
      from xueye.student where student_no in ('${NUMBER}', '202405010102');
    insert into xueye.application_step
      (department_id, id, application_id, ordinal, kind, on_day, reason, told, at, by_person)
      values ('${departmentId}', '${uuidv7()}', '${left}', 1, 'declined', '2026-09-20', '…', '…', now(), '${leader}'),
        ('${departmentId}', '${uuidv7()}', '${taken}', 1, 'registered', '2026-09-20', '', '', now(), '${leader}');`;
  await database.transaction((tx) => tx.exec(script));
}

/** One pixel. */
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
