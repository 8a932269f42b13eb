import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loseName, type NameLossAsked } from '#adapters/postgres/person-erase';
import { copyOfPerson, recordCopy } from '#adapters/postgres/person-export';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from '../../core/application/department';
import { TEST_MASTER_KEYS } from '../../support/master-keys';

const NUMBER = '202405010101';
/** Of the student alone: name, number, what was told of and by them. */
const TRACES = [
  NUMBER,
  '林知远',
  '林远山',
  '19900000001',
  '19900000002',
  '浙江绍兴',
  '缺课较多',
  '期末都及格',
  '晚自习',
  '家里有事',
];

describe('taking a student’s name out', () => {
  let department: TestDepartment;
  let staff: Staff;
  let departmentId: string;
  let studentId: string;
  let caseId: string;
  let letterId: string;

  const ask = (fields: Partial<NameLossAsked> = {}) =>
    loseName(department.database, departmentId, {
      studentNo: NUMBER,
      by: 'X001',
      today: '2029-09-20',
      months: 36,
      isApplied: true,
      pseudonym: 'X0123456789ab',
      ...fields,
    });
  /** The student once wanted to be a volunteer, too. */
  const storeApplication = async () => {
    const [call, application] = [uuidv7(), uuidv7()];
    await department.database.transaction((tx) =>
      tx.exec(`
        insert into xueye.volunteer_call
          (department_id, id, term, title, asks, training, closes_on, made_by, made_on, made_at)
          values ('${departmentId}', '${call}', '2026-2027-1', '招募', '…', '[]', '2026-09-30',
            '${staff.leader}', '2026-09-14', now());
        insert into xueye.volunteer_application
          (department_id, id, call_id, student_id, phone_print, courses, free_periods, campus, contact, why,
            filed_on, filed_at)
          values ('${departmentId}', '${application}', '${call}', '${studentId}', repeat('a', 64),
            '[{"name":"高等数学","score":"90"}]', '[]', '', '19900000001', '家里有事', '2026-09-15', now());
        insert into xueye.application_step
          (department_id, id, application_id, ordinal, kind, on_day, reason, told, at, by_person)
          values ('${departmentId}', '${uuidv7()}', '${application}', 1, 'declined', '2026-09-20',
            '家里有事', '家里有事', now(), '${staff.leader}');`),
    );
  };
  /** Every row of every table as text, the closed chain of the audit too. */
  const everything = async (): Promise<string> => {
    const tables = await department.database.query<{ name: string }>(
      `select table_name as name from information_schema.tables
      where table_schema = 'xueye' and table_type = 'BASE TABLE'`,
    );
    const texts = await department.database.query<{ text: string | null }>(
      tables
        .map(({ name }) => `select string_agg(t::text, ' ') as text from xueye.${name} t`)
        .join(' union all '),
    );
    return texts.map(({ text }) => text ?? '').join('\n');
  };

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine(NUMBER, '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '13', '45'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    if (!proposal) throw new Error('nobody was proposed');
    studentId = proposal.student.id;
    const decided = await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal.proposalId,
      outcome: 'confirm',
      difficulty: 'both',
      causes: ['poverty'],
      causeNote: '家里有事',
      reason: '',
    });
    caseId = decided.caseId ?? '';
    await department.act(staff.adviser, 'talks.file', {
      id: uuidv7(),
      caseId,
      heldOn: '2026-09-14',
      mode: 'in-person',
      place: '',
      duration: null,
      attended: true,
      jointWith: null,
      family: '家里有事',
      contact: '19900000001',
      problems: '缺课较多。',
      assessment: '需要关注。',
      parentsContacted: null,
      needsAttention: null,
      psychologicalReferral: null,
    });
    await department.act(staff.adviser, 'plans.save', {
      id: uuidv7(),
      caseId,
      basedOn: null,
      reason: '',
      goal: '期末都及格。',
      lines: [],
      steps: [{ text: '每周三晚自习', isShared: true }],
    });
    await department.act(staff.teacher, 'referrals.file', {
      id: uuidv7(),
      student: { studentNo: NUMBER, name: '林知远' },
      causes: ['internet-addiction'],
      causeNote: '',
      seen: '缺课较多。',
      photoIds: [],
    });
    letterId = uuidv7();
    await department.act(staff.office, 'letters.draft', { id: letterId, caseId });
    const [held] = await department.database.query<{ id: string }>(
      'select department_id as id from xueye.department',
    );
    departmentId = held?.id ?? '';
  });
  afterAll(() => department.database.close());

  it('waits for the work to end and for the years to pass, and names who may have it done', async () => {
    const before = await department.contents();
    await expect(ask()).rejects.toMatchObject({ code: 'STILL_AT_WORK' });
    await expect(ask({ by: 'T001' })).rejects.toMatchObject({ code: 'NOT_AN_OFFICER' });
    await expect(ask({ studentNo: '2024050101' })).rejects.toMatchObject({ code: 'NO_PERSON' });
    expect(await department.contents()).toBe(before);
    await department.database.query(
      `update xueye.support_case set status = 'closed', closed_on = '2026-09-20', close_reason = '家里有事'
      where id = $1`,
      [caseId],
    );
    await storeApplication();
    const closed = await department.contents();
    await expect(ask({ today: '2029-09-19' })).rejects.toThrow('2029年9月20日起才能匿名');
    expect(await ask({ isApplied: false })).toMatchObject({
      pseudonym: null,
      counted: { decision: 1, support_case: 1, talk_record: 1, grade_row: 1, letter: 1 },
    });
    expect(await department.contents()).toBe(closed);
  });

  it('leaves days, codes and figures and nothing by which the student is known', async () => {
    const copy = await copyOfPerson(department.database, departmentId, NUMBER, TEST_MASTER_KEYS);
    if (!copy) throw new Error('no such student');
    await recordCopy(department.database, departmentId, { by: 'X001', today: '2026-09-20', of: copy });
    expect(JSON.stringify(copy)).toContain('缺课较多');
    const { counted } = await ask({ isApplied: false });
    const others = (text: string) => text.split('202405010102').length;
    const before = await everything();
    expect((await ask()).counted).toEqual(counted);
    const after = await everything();
    expect(TRACES.filter((trace) => after.includes(trace))).toEqual([]);
    expect(others(after)).toBe(others(before));
    // Sealed texts are gone, not only unreadable.
    const [talk] = await department.database.query(
      `select family, problems, held_on from xueye.talk_record where student_id = $1`,
      [studentId],
    );
    expect(talk).toEqual({ family: 'x0.erased', problems: 'x0.erased', held_on: '2026-09-14' });
    await expect(ask()).rejects.toMatchObject({ code: 'NO_PERSON' });
  });

  it('keeps the pages that count and list the student answering', async () => {
    const archive = await department.act(staff.leader, 'students.archive', { studentId });
    expect(archive.student).toMatchObject({ name: '已匿名', studentNo: 'X0123456789ab' });
    const agenda = await department.act(staff.leader, 'meeting.agenda', {});
    expect(agenda.items.map(({ student }) => student.name)).toEqual(['周予安']);
    expect(await department.call(staff.leader, 'letters.show', { letterId })).toMatchObject({ ok: true });
    expect(await department.call(staff.leader, 'referrals.list', {})).toMatchObject({ ok: true });
    expect(await department.call(staff.leader, 'letters.list', {})).toMatchObject({ ok: true });
    expect(await department.act(staff.leader, 'audit.check', {})).toMatchObject({ broken: null });
    const { items } = await department.act(staff.leader, 'audit.list', {});
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['people.lose-name', 'people.copy']),
    );
  });

  it('has history guarded again', async () => {
    await expect(
      department.database.query(`update xueye.talk_record set place = '改'`),
    ).rejects.toMatchObject({ code: '23001' });
    await expect(department.database.query('delete from xueye.grade_row')).rejects.toMatchObject({
      code: '23001',
    });
  });
});
