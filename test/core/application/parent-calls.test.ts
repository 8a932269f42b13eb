import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const FATHER = '19900004001';
const MOTHER = '19900007001';
const OTHER = '19900009001';

/** Two students at tier 2 and 1 with guardians in a list of 9月1日, decided on 9月14日. */
describe('guardians and calls to them', () => {
  let department: TestDepartment;
  let staff: Staff;
  const cases = new Map<string, { caseId: string; studentId: string }>();
  beforeAll(async () => {
    department = await openDepartment();
    department.state.today = '2026-09-01';
    staff = await staffDepartment(department);
    await department.importText(
      'students.csv',
      [
        '学号,姓名,性别,籍贯,班级,家庭情况,联系方式,家长',
        `202405010101,林知远,,,生物科学241,,,父亲 林某 ${FATHER}；母亲 周某 ${MOTHER}`,
        `202405010102,周予安,,,生物科学241,,,`,
      ].join('\n'),
    );
    department.state.today = '2026-09-14';
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '13', '45'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    for (const { proposalId, student } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      const { caseId } = await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
      cases.set(student.name, { caseId: caseId ?? '', studentId: student.id });
    }
  });
  afterAll(() => department.database.close());

  const of = (name = '林知远') => cases.get(name) ?? { caseId: '', studentId: '' };
  const dial = (change: Partial<Input<'contacts.file'>> = {}, name?: string): Input<'contacts.file'> => ({
    id: uuidv7(),
    caseId: of(name).caseId,
    calledOn: department.state.today,
    phone: FATHER,
    reached: true,
    failure: null,
    who: '父亲本人',
    identityPassed: true,
    told: '不及格学分 16，属二级。',
    answer: '会督促补考。',
    next: '',
    ...change,
  });
  const inVain = (phone: string, name?: string) =>
    dial({ phone, reached: false, failure: 'no-answer', who: '', told: '', identityPassed: null }, name);
  const file = (input: Input<'contacts.file'>, by = staff.adviser) =>
    department.act(by, 'contacts.file', input);
  const enter = (change: Partial<Input<'guardians.save'>> = {}): Input<'guardians.save'> => ({
    id: uuidv7(),
    studentId: of().studentId,
    guardianId: uuidv7(),
    replaces: null,
    name: '林大伯',
    relation: 'other-relative',
    phone: OTHER,
    address: '',
    preference: '',
    standing: 'reachable',
    isPreferred: false,
    source: 'student',
    reason: '',
    ...change,
  });
  const duty = async (name?: string) =>
    (await department.act(staff.adviser, 'students.archive', { studentId: of(name).studentId })).duties.find(
      ({ kind }) => kind === 'phone-parents',
    );
  const events = async (action: string) =>
    (await department.database.query('select 1 from xueye.audit_event where action = $1', [action])).length;

  it('numbers are left out until they are asked for, and the asking is logged', async () => {
    const { studentId } = of();
    await department.act(staff.adviser, 'guardians.save', enter());
    const shown = await department.act(staff.adviser, 'guardians.show', { studentId });
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${FATHER}|${MOTHER}|${OTHER}|林大伯`));
    expect(shown).toMatchObject({ rosterNumbers: 2, guardians: [{ phoneHint: '尾号 01' }] });
    const before = await events('guardians.numbers');
    const asked = await department.act(staff.adviser, 'guardians.numbers', {
      studentId,
      purpose: 'contact-parents',
    });
    expect(asked.guardians).toMatchObject([{ name: '林大伯', phone: OTHER, doubt: 'by-student' }]);
    expect(asked.roster).toMatchObject([{ since: '2026-09-01' }, { since: '2026-09-01' }]);
    expect(await events('guardians.numbers')).toBe(before + 1);
  });

  it('are sealed in the database', async () => {
    const rows = await department.database.query<{ phone: string }>('select phone from xueye.guardian_entry');
    expect(rows.every(({ phone }) => phone.startsWith('x1.'))).toBe(true);
  });

  it('a correction keeps what stood there, and says why', async () => {
    const { studentId } = of();
    const list = await department.act(staff.office, 'guardians.numbers', {
      studentId,
      purpose: 'contact-parents',
    });
    const [held] = list.guardians;
    const correction = enter({
      guardianId: held?.guardianId ?? '',
      replaces: held?.entryId ?? null,
      phone: '19900009002',
    });
    expect(await department.call(staff.office, 'guardians.save', correction)).toMatchObject({
      error: { code: 'REASON_MISSING' },
    });
    const stale = { ...correction, replaces: null, reason: '换号' };
    expect(await department.call(staff.office, 'guardians.save', stale)).toMatchObject({
      error: { code: 'CONFLICT' },
    });
    const saved = { ...correction, reason: '学生说换了号' };
    const after = await department.act(staff.office, 'guardians.save', saved);
    expect(after.guardians[0]).toMatchObject({
      phone: '19900009002',
      history: [{ phone: OTHER, reason: '学生说换了号' }],
    });
    await department.act(staff.office, 'guardians.save', saved);
    expect(await department.database.query('select 1 from xueye.guardian_entry')).toHaveLength(2);
  });

  it('the form names whom to call, verified by the list of before the decision', async () => {
    const form = await department.act(staff.adviser, 'contacts.form', { caseId: of().caseId });
    expect(form.numbers.map(({ doubt, label, phone }) => [label, phone, doubt])).toEqual([
      ['其他亲属 林大伯', '19900009002', 'by-student'],
      ['父亲 林某', FATHER, null],
      ['母亲 周某', MOTHER, null],
    ]);
    const { items } = await department.act(staff.adviser, 'today.list', { show: 'others' });
    expect(items.find(({ kind }) => kind === 'phone-parents')?.target.page).toBe('call-log');
  });

  it.each([
    ['by the student', { phone: '19900009002' }, 'by-student'],
    ['not on file', { phone: '19900005555' }, 'unknown'],
    ['whose identity did not pass', { identityPassed: false }, 'not-identified'],
  ] as const)('a number %s is recorded, and does not count', async (_, change, doubt) => {
    const answer = await file(dial(change));
    expect(answer.doubt).toBe(doubt);
    expect(await duty()).toMatchObject({ doneOn: null });
    expect((await duty())?.because).toContain('接通的号码未核实，不计');
  });

  it('three calls in vain offer another guardian, and the leader may not waive yet', async () => {
    for (let time = 1; time <= 3; time += 1) {
      const { form } = await file(inVain(FATHER), staff.counselor);
      expect(form.nextWay?.kind ?? null).toBe(time < 3 ? null : 'another-guardian');
    }
    const reply = await department.call(staff.leader, 'contacts.waive', {
      id: uuidv7(),
      caseId: of().caseId,
      reason: '打不通',
    });
    expect(reply).toMatchObject({ error: { code: 'STILL_REACHABLE' } });
  });

  it('reached on a verified number closes the duty, whichever of the two called, once', async () => {
    const input = dial({ phone: MOTHER, who: '母亲本人' });
    const answer = await file(input, staff.counselor);
    expect(answer).toMatchObject({ doubt: null, repeated: false, form: { duty: { state: 'done' } } });
    expect(await file(input, staff.counselor)).toMatchObject({ repeated: true });
    expect(await duty()).toMatchObject({ state: 'done', doneOn: '2026-09-14' });
    const { items } = await department.act(staff.counselor, 'today.list', {});
    expect(items.at(-1)?.section).toBe('done');
    const { timeline } = await department.act(staff.leader, 'students.archive', {
      studentId: of().studentId,
    });
    const calls = timeline.filter(({ callsOf }) => callsOf === of().caseId);
    expect(calls).toHaveLength(7);
    expect(JSON.stringify(calls)).not.toMatch(/199\d{8}/);
  });

  it('where nobody can be reached the leader waives with a reason', async () => {
    const { caseId } = of('周予安');
    expect(await duty('周予安')).toMatchObject({ doneOn: null });
    const listed = await department.act(staff.leader, 'contacts.form', { caseId });
    expect(listed).toMatchObject({ nextWay: null, can: { waive: false, file: false } });
    const [only] = listed.numbers;
    for (let time = 1; time <= 3; time += 1) await file(inVain(only?.phone ?? '', '周予安'));
    const form = await department.act(staff.leader, 'contacts.form', { caseId });
    expect(form).toMatchObject({
      nextWay: { kind: 'waive' },
      can: { waive: true, file: false },
    });
    const id = uuidv7();
    const waive = (reason: string) => department.call(staff.leader, 'contacts.waive', { id, caseId, reason });
    expect(await waive(' ')).toMatchObject({ error: { code: 'REASON_MISSING' } });
    expect(await waive('孤儿，由福利院照顾')).toMatchObject({
      data: { duty: { state: 'waived' }, can: { waive: false } },
    });
    await waive('孤儿，由福利院照顾');
    expect(await department.database.query('select 1 from xueye.duty_waiver')).toHaveLength(1);
    expect((await duty('周予安'))?.because).toContain('免办：孤儿，由福利院照顾');
  });

  it('a number of the list that was taken back is not on file', async () => {
    const { importId } = await department.importText(
      'students2.csv',
      `学号,姓名,性别,籍贯,班级,家庭情况,联系方式,家长\n202405010102,周予安,,,生物科学241,,,父亲 周某 19900006001`,
    );
    const { caseId } = of('周予安');
    const numbers = async () =>
      (await department.act(staff.adviser, 'contacts.form', { caseId })).numbers.map(({ doubt }) => doubt);
    // First on file on the day of the decision.
    expect(await numbers()).toEqual(['after-warning']);
    await department.act(staff.office, 'imports.rollback', { importId, reason: '导错了' }, 'office');
    expect(await numbers()).toEqual([null]);
  });
});
