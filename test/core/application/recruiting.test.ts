import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listOpenCalls, sendApplication, withdrawApplication } from '#core/application/apply-as-volunteer';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';
import { issueAnswer } from './volunteer-flow';

/** 周予安 applies, in area one; 林知远 is identified; 许星野 is of area two. */
const ZHOU = { studentNo: '202405010102', name: '周予安' };
const LIN = { studentNo: '202405010101', name: '林知远' };
const XU = { studentNo: '202405020101', name: '许星野' };

describe('志愿者招募, from the call to work and its hours', () => {
  let department: TestDepartment;
  let staff: Staff;
  const callId = uuidv7();

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine(LIN.studentNo, LIN.name, 'SK01', '16', '45'),
        gradeLine(ZHOU.studentNo, ZHOU.name, 'SK01', '16', '91'),
        gradeLine(ZHOU.studentNo, ZHOU.name, 'SK02', '3', '55'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    const lin = items.find(({ student }) => student.name === LIN.name);
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: lin?.proposalId ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    await department.act(staff.counselor, 'recruiting.open', {
      id: callId,
      term: '2026-2027-1',
      title: '招募学业帮扶志愿者',
      asks: '每周帮一位同学一次，一学期。',
      training: [
        { title: '守则', material: '办法第六条', minutes: 30 },
        { title: '怎样记录', material: '', minutes: 20 },
      ],
      closesOn: '2026-09-30',
    });
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-09-14';
  });

  const phone = (subject: string) => ({ provider: 'wechat', subject });
  const typed = (fields: object = {}) => ({
    callId,
    ...ZHOU,
    courses: [
      { name: '课程SK01', score: '91' },
      { name: '课程SK02', score: '80' },
    ],
    free: ['3-5', '2-4'],
    campus: '下沙校区',
    contact: '微信 zhou',
    why: '想帮同学',
    ...fields,
  });
  const send = (subject: string, fields: object = {}) =>
    sendApplication(phone(subject), typed(fields), department.deps);
  const own = async (subject: string) => (await listOpenCalls(phone(subject), department.deps))[0]?.own;
  const applicants = (by = staff.counselor) =>
    department.act(by, 'recruiting.applicants', { callId }).then(({ items }) => items);
  const idOf = async (name: string) =>
    (await applicants(staff.leader)).find((item) => item.name === name)?.applicationId ?? '';
  const view = (applicationId: string, by = staff.counselor) =>
    department.act(by, 'recruiting.applicant', { applicationId });
  const decide = (applicationId: string, fields: object = {}, by = staff.counselor) =>
    department.call(by, 'recruiting.decide', {
      id: uuidv7(),
      applicationId,
      outcome: 'accepted',
      reason: '',
      told: '',
      ...fields,
    });

  describe('an application from a phone without an account', () => {
    it('shows the call to everyone, and to each phone its own application alone', async () => {
      const [seen] = await send('phone of zhou');
      expect(seen).toMatchObject({
        departmentName: '生命科学系',
        title: '招募学业帮扶志愿者',
        isOpen: true,
        own: { studentName: '周予安', standing: 'submitted', free: ['2-4', '3-5'], steps: [] },
      });
      expect(await own('another phone')).toBeNull();
      // Again, until somebody has answered, it takes the place of the one before.
      await send('phone of zhou', { why: '想帮同学，也复习一遍' });
      expect((await applicants()).filter(({ name }) => name === '周予安')).toHaveLength(1);
      expect((await own('phone of zhou'))?.why).toBe('想帮同学，也复习一遍');
    });

    it.each([
      ['a name that is not the number’s', { name: '周予' }, 'APPLICANT_WRONG'],
      ['a number of nobody', { studentNo: '209999999999' }, 'APPLICANT_WRONG'],
      ['a number that another phone applied with', {}, 'APPLICANT_TAKEN'],
      ['no course', { courses: [{ name: ' ', score: '' }] }, 'FIELD_MISSING'],
      ['no contact', { contact: '' }, 'FIELD_MISSING'],
      ['too long a reason', { why: '愿'.repeat(301) }, 'FIELD_TOO_LONG'],
      ['a period that is none', { free: ['9-9'] }, 'PERIOD_INVALID'],
      ['a call that is not there', { callId: 'x' }, 'CALL_CLOSED'],
    ])('%s is refused', async (says, fields, code) => {
      const before = await own('phone of zhou');
      await expect(send(`phone: ${says}`, fields)).rejects.toMatchObject({ code });
      expect(await own('phone of zhou')).toEqual(before);
    });

    it('is refused once the call has closed, and once a phone has guessed five times', async () => {
      department.state.today = '2026-10-01';
      await expect(send('phone of zhou')).rejects.toMatchObject({ code: 'CALL_CLOSED' });
      department.state.today = '2026-09-14';
      for (let n = 0; n < 5; n += 1) {
        await expect(send('guesser', { name: `周${n}` })).rejects.toMatchObject({ code: 'APPLICANT_WRONG' });
      }
      await expect(send('guesser', XU)).rejects.toMatchObject({ code: 'APPLY_TOO_MANY' });
    });

    it('can be taken back by its own phone alone', async () => {
      await send('phone of xu', XU);
      const applicationId = await idOf('许星野');
      const withdraw = (subject: string) =>
        withdrawApplication(phone(subject), { applicationId }, department.deps);
      await expect(withdraw('phone of zhou')).rejects.toMatchObject({ code: 'APPLICATION_STANDING' });
      expect((await withdraw('phone of xu'))[0]?.own?.standing).toBe('withdrawn');
      await expect(withdraw('phone of xu')).rejects.toMatchObject({ code: 'APPLICATION_STANDING' });
      await expect(send('phone of xu', XU)).rejects.toMatchObject({ code: 'APPLICATION_ANSWERED' });
    });
  });

  it('shows the criteria with the school’s own grades, and only who is in reach', async () => {
    const applicationId = await idOf('周予安');
    expect(await view(applicationId)).toMatchObject({
      standing: 'submitted',
      claims: [
        { name: '课程SK01', claimed: '91', found: '91（2025-2026学年第2学期）' },
        { name: '课程SK02', claimed: '80', found: null },
      ],
      criteria: [
        { key: 'not-identified', isMet: true },
        {
          key: 'courses',
          isMet: true,
          sentence: expect.stringContaining('2 门课程里，成绩库有及格成绩的 1 门'),
        },
        { key: 'free', isMet: true },
      ],
      can: { decide: true, train: false, register: false, activate: false },
    });
    expect((await applicants()).map(({ name }) => name)).toEqual(['周予安']);
    expect((await applicants(staff.otherCounselor)).map(({ name }) => name)).toEqual(['许星野']);
    expect(await decide(applicationId, {}, staff.otherCounselor)).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('who is identified is not accepted; who is declined hears what was told, not why', async () => {
    await send('phone of lin', LIN);
    const applicationId = await idOf('林知远');
    expect(await decide(applicationId)).toMatchObject({ error: { code: 'NOT_ELIGIBLE' } });
    expect(await decide(applicationId, { outcome: 'declined', told: '谢谢' })).toMatchObject({
      error: { code: 'REASON_MISSING', field: 'reason' },
    });
    const declined = {
      outcome: 'declined',
      reason: '本人在帮扶名单里',
      told: '这学期先照顾好自己的课程，谢谢。',
    };
    expect(await decide(applicationId, declined)).toMatchObject({ data: { standing: 'declined' } });
    const heard = await own('phone of lin');
    expect(heard).toMatchObject({ standing: 'declined', steps: [{ kind: 'declined', told: declined.told }] });
    expect(JSON.stringify(heard)).not.toContain('帮扶名单');
    expect(await decide(applicationId)).toMatchObject({ error: { code: 'APPLICATION_STANDING' } });
  });

  it('apply → select → train → register → activate → pair → log → confirm → leave → certify → verify', async () => {
    const applicationId = await idOf('周予安');
    const train = (item: number, on = department.state.today) =>
      department.call(staff.counselor, 'recruiting.train', {
        id: uuidv7(),
        applicationId,
        item,
        on,
        minutes: 30,
      });
    const register = () =>
      department.call(staff.office, 'recruiting.register', {
        id: uuidv7(),
        applicationId,
        note: '备案 3 号',
      });
    const activate = () =>
      department.call(staff.office, 'recruiting.activate', {
        id: uuidv7(),
        applicationId,
        firstDay: '2026-09-15',
        told: '下周起上岗，请到系学工办领激活码。',
      });
    expect(await train(0)).toMatchObject({ error: { code: 'APPLICATION_STANDING' } });
    const acceptId = uuidv7();
    expect(await decide(applicationId, { id: acceptId })).toMatchObject({ data: { standing: 'accepted' } });
    expect(await decide(applicationId, { id: acceptId })).toMatchObject({ data: { standing: 'accepted' } });
    await expect(send('phone of zhou')).rejects.toMatchObject({ code: 'APPLICATION_ANSWERED' });
    expect(await register()).toMatchObject({ error: { code: 'APPLICATION_STANDING' } });
    const waiting = async (who: string) =>
      (await department.act(who, 'today.list', {})).items
        .filter(({ kind }) => kind === 'recruiting')
        .map(({ title, target }) => [title, target.page]);
    expect(await waiting(staff.counselor)).toContainEqual(['登记志愿者培训：1 人', 'applicants']);
    expect(await waiting(staff.office)).toEqual([]);
    expect(await train(0, '2026-09-13')).toMatchObject({ error: { code: 'TRAINED_ON' } });
    expect(await train(1)).toMatchObject({ data: { standing: 'accepted' } });
    expect(await train(0)).toMatchObject({ data: { standing: 'trained' } });
    expect(await waiting(staff.office)).toEqual([['志愿者登记备案：1 人', 'applicants']]);
    expect(await activate()).toMatchObject({ error: { code: 'APPLICATION_STANDING' } });
    expect(await register()).toMatchObject({ data: { standing: 'registered' } });
    expect(await activate()).toMatchObject({ data: { standing: 'activated' } });
    expect(await activate()).toMatchObject({ data: { standing: 'activated' } });
    expect(await own('phone of zhou')).toMatchObject({ standing: 'activated', trained: [1, 0] });

    department.state.today = '2026-09-15';
    const desk = await department.act(staff.counselor, 'pairings.desk', {});
    expect(desk.items[0]).toMatchObject({
      student: { name: '林知远' },
      suggestion: { name: '周予安', sentence: expect.stringContaining('91') },
    });
    const pairingId = uuidv7();
    await department.act(staff.counselor, 'pairings.confirm', {
      pairs: [
        {
          id: pairingId,
          studentId: desk.items[0]?.student.id ?? '',
          volunteerId: desk.items[0]?.suggestion?.volunteerId ?? '',
        },
      ],
    });
    const volunteerId = desk.items[0]?.suggestion?.volunteerId ?? '';
    expect((await department.act(volunteerId, 'pairings.mine', {})).items[0]?.plan).toBeNull();
    const caseId = desk.items[0]?.caseId ?? '';
    const { missing } = await department.act(staff.adviser, 'plans.show', { caseId });
    await department.act(staff.adviser, 'plans.save', {
      id: uuidv7(),
      caseId,
      basedOn: null,
      reason: '',
      goal: '先不让家里知道',
      lines: missing.map((line) => ({ ...line, isShared: true })),
      steps: [
        { text: '周三晚自习', isShared: true },
        { text: '每周和班主任谈一次', isShared: false },
      ],
    });
    const [mine] = (await department.act(volunteerId, 'pairings.mine', {})).items;
    expect(mine?.plan).toEqual({
      lines: [{ course: '课程SK01', way: 'resit', term: expect.any(String), on: null }],
      steps: ['周三晚自习'],
    });
    expect(JSON.stringify(mine)).not.toMatch(/家里|班主任|credit|202405010101/);
    const state = await issueAnswer({ department, staff, volunteerId, pairingId, studentNo: LIN.studentNo });
    expect(state).toMatchObject({ state: 'valid', content: { minutes: 60, volunteer: ZHOU } });
  });
});
