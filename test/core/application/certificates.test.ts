import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '#adapters/spreadsheet/read-table';
import { answerHelp } from '#core/application/answer-help';
import { checkCertificate } from '#core/application/check-certificate';
import { canonicalJson } from '#core/domain/canonical-json';
import { readPdf } from '../../adapters/documents/read-pdf';
import { readMarks } from '../../adapters/spreadsheet/read-marks';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const STUDENT_NO = '202405010101';

describe('志愿服务时数证明, from confirmed sessions to whoever checks it', () => {
  let department: TestDepartment;
  let staff: Staff;
  let pairingId: string;
  let phones = 0;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText('成绩.csv', gradeFile(gradeLine(STUDENT_NO, '林知远', 'SK01', '16', '45')));
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    if (!proposal) throw new Error('nobody was proposed');
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal.proposalId,
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    department.state.today = '2026-09-01';
    pairingId = uuidv7();
    await department.act(staff.counselor, 'pairings.confirm', {
      pairs: [{ id: pairingId, studentId: proposal.student.id, volunteerId: staff.volunteer }],
    });
    department.state.today = '2026-09-20';
  });
  afterAll(() => department.database.close());

  /** A session, confirmed by the student unless said otherwise. */
  const helped = async (heldOn: string, from: number, to: number, isConfirmed = true) => {
    const sessionId = uuidv7();
    await department.act(staff.volunteer, 'help.log', {
      id: sessionId,
      pairingId,
      kind: 'held',
      heldOn,
      from,
      to,
      course: '课程SK01',
      done: '第三章习题',
      next: '',
    });
    if (!isConfirmed) return sessionId;
    const { code } = await department.act(staff.volunteer, 'help.code', { sessionId });
    phones += 1;
    await answerHelp(
      { provider: 'wechat', subject: `student-${phones}` },
      { studentNo: STUDENT_NO, helpCode: code, answer: 'confirmed' },
      department.deps,
    );
    return sessionId;
  };
  const issue = (fields: { id?: string; replaces?: string; reason?: string } = {}, by = staff.counselor) =>
    department.call(by, 'papers.issue-certificate', {
      id: uuidv7(),
      volunteerId: staff.volunteer,
      ...fields,
    });
  const issued = async (fields: Parameters<typeof issue>[0] = {}) => {
    const reply = await issue(fields);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.data;
  };
  const of = (by = staff.counselor) =>
    department.act(by, 'certificates.volunteer', { volunteerId: staff.volunteer });
  const paper = async (certificateId: string, by = staff.volunteer) => {
    const { url } = await department.act(by, 'papers.certificate', { certificateId });
    return department.deps.storage.read(url.replace('memory:', ''));
  };
  const codeOn = async (certificateId: string) =>
    /查验码：([0-9A-Z-]+)/.exec((await readPdf(await paper(certificateId))).text)?.[1] ?? '';
  const check = (typed: string, subject = 'an employer') =>
    checkCertificate({ provider: 'wechat', subject }, typed, department.deps);

  it('certifies what was confirmed, once, and tells whoever has the code what the paper says', async () => {
    expect(await issue()).toMatchObject({ error: { code: 'NO_HOURS' } });
    await helped('2026-09-10', 480, 540);
    await helped('2026-09-11', 480, 545);
    const open = await helped('2026-09-12', 480, 540, false);
    expect(await of()).toMatchObject({ counted: 125, uncertified: 125, open: 60, items: [] });
    const id = uuidv7();
    const first = await issued({ id });
    expect(first).toEqual({ certificateId: id, number: '生科系志证〔2026〕1号' });
    expect(await issued({ id })).toEqual(first);
    expect(await issue()).toMatchObject({ error: { code: 'NO_HOURS' } });
    expect(await of()).toMatchObject({
      uncertified: 0,
      next: [],
      items: [{ number: first.number, minutes: 125, sessions: 2, state: 'valid', isOutdated: false }],
    });
    const bytes = await paper(id);
    expect(await paper(id, staff.office)).toEqual(bytes);
    const { text } = await readPdf(bytes);
    expect(text).toContain('共2次，服务时数合计2小时5分');
    const seen = await check((await codeOn(id)).toLowerCase());
    expect(seen).toEqual({
      state: 'valid',
      endedOn: null,
      replacedBy: null,
      content: {
        number: first.number,
        issuedOn: '2026-09-20',
        departmentName: '生命科学系',
        volunteer: { name: '季子昂', studentNo: 'T007', className: '' },
        from: '2026-09-10',
        to: '2026-09-11',
        sessions: 2,
        minutes: 125,
        months: [{ month: '2026-09', sessions: 2, minutes: 125 }],
        replaces: null,
      },
    });
    expect(JSON.stringify(seen)).not.toMatch(/林知远|202405010101|课程SK01|第三章/);
    await department.act(staff.volunteer, 'help.withdraw', { sessionId: open });
  });

  it('keeps the code sealed and only its hash to be found by; the content keeps its own hash', async () => {
    const [row] = await department.database.query<{
      id: string;
      check_code: string;
      code_hash: string;
      content: unknown;
      content_hash: string;
    }>('select * from xueye.service_certificate order by serial limit 1');
    const code = await codeOn(row?.id ?? '');
    expect(JSON.stringify(row)).not.toContain(code.replaceAll('-', ''));
    expect(row?.check_code).toMatch(/^x1\./);
    expect(row?.content_hash).toBe(department.deps.hasher.sha256(canonicalJson(row?.content)));
    await expect(
      department.database.query(`update xueye.service_certificate set number = 'x'`),
    ).rejects.toThrow('append-only');
  });

  it('is issued again with the reason, names the one before, and the series has no gap', async () => {
    const [old] = (await of()).items;
    const code = await codeOn(old?.certificateId ?? '');
    await helped('2026-09-15', 480, 540);
    expect(await issue({ replaces: old?.certificateId ?? '' })).toMatchObject({
      error: { code: 'REASON_MISSING' },
    });
    const next = await issued({ replaces: old?.certificateId ?? '', reason: '补入九月十五日' });
    expect(next.number).toBe('生科系志证〔2026〕2号');
    expect((await of()).items.map(({ number, state, minutes }) => [number, state, minutes])).toEqual([
      [next.number, 'valid', 185],
      [old?.number, 'replaced', 125],
    ]);
    expect(await check(code)).toMatchObject({
      state: 'replaced',
      replacedBy: next.number,
      endedOn: '2026-09-20',
    });
    expect(await check(await codeOn(next.certificateId))).toMatchObject({
      state: 'valid',
      content: { replaces: old?.number },
    });
    expect(
      await department.call(staff.volunteer, 'papers.certificate', {
        certificateId: old?.certificateId ?? '',
      }),
    ).toMatchObject({ error: { code: 'CERTIFICATE_ENDED' } });
  });

  it('says that it is outdated once the counselor refuses a session, and can be withdrawn', async () => {
    await helped('2026-09-16', 480, 660);
    const long = await helped('2026-09-16', 700, 800);
    await department.act(staff.counselor, 'help.review', {
      id: uuidv7(),
      sessionId: long,
      outcome: 'approved',
      note: '',
    });
    const { certificateId, number } = await issued();
    expect(number).toBe('生科系志证〔2026〕3号');
    const code = await codeOn(certificateId);
    const itemOf = async () => (await of()).items.find((item) => item.certificateId === certificateId);
    expect(await itemOf()).toMatchObject({ minutes: 100, isOutdated: false });
    await department.act(staff.counselor, 'help.review', {
      id: uuidv7(),
      sessionId: long,
      outcome: 'refused',
      note: '当天在实习',
    });
    expect(await itemOf()).toMatchObject({ isOutdated: true });
    const withdraw = (reason: string) =>
      department.call(staff.counselor, 'certificates.withdraw', { certificateId, reason });
    expect(await withdraw(' ')).toMatchObject({ error: { code: 'REASON_MISSING' } });
    expect(await withdraw('当天在实习')).toMatchObject({ ok: true });
    expect(await check(code)).toMatchObject({ state: 'withdrawn', replacedBy: null });
    expect(JSON.stringify(await check(code))).not.toContain('实习');
  });

  it('is not there for a counselor of another area, nor for another volunteer', async () => {
    const [held] = (await of()).items;
    const certificateId = held?.certificateId ?? '';
    const before = await department.contents();
    expect(await issue({}, staff.otherCounselor)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(
      await department.call(staff.otherCounselor, 'papers.certificate', { certificateId }),
    ).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await department.act(staff.otherCounselor, 'certificates.list', {})).toMatchObject({ items: [] });
    expect(await department.contents()).toBe(before);
    const mine = await department.act(staff.volunteer, 'certificates.mine', {});
    expect(mine.items.map(({ number }) => number)).toContain(held?.number);
  });

  it('goes out as a table for the school’s volunteer system: confirmed sessions, one a row', async () => {
    const { url } = await department.act(staff.office, 'papers.hours-list', {
      from: '2026-09-01',
      to: '2026-09-15',
    });
    const bytes = await department.deps.storage.read(url.replace('memory:', ''));
    expect(readMarks(bytes).heads[0]).toMatch(/沈知礼 X001 2026-\d\d-\d\d 导出$/);
    const [table] = await readTable(bytes, '时数.xlsx');
    expect(table?.rows.slice(1).map(({ cells }) => cells.slice(0, 9))).toEqual([
      ['T007', '季子昂', '', '学业帮扶志愿服务', '2026-09-10', '8:00', '9:00', '1', '60'],
      ['T007', '季子昂', '', '学业帮扶志愿服务', '2026-09-11', '8:00', '9:05', '1.08', '65'],
      ['T007', '季子昂', '', '学业帮扶志愿服务', '2026-09-15', '8:00', '9:00', '1', '60'],
    ]);
    expect(
      await department.call(staff.office, 'papers.hours-list', { from: '2026-01-01', to: '2026-01-02' }),
    ).toMatchObject({ error: { code: 'NO_HOURS', field: 'from' } });
  });

  it('a phone that guesses ten codes is told nothing more for an hour', async () => {
    const [held] = (await of()).items.filter(({ state }) => state === 'valid');
    const code = await codeOn(held?.certificateId ?? '');
    for (let n = 0; n < 10; n += 1) {
      await expect(check(n === 0 ? '' : `ABCD-1234-00${n}0`, 'guesser')).rejects.toMatchObject({
        code: 'CHECK_CODE_WRONG',
      });
    }
    await expect(check(code, 'guesser')).rejects.toMatchObject({ code: 'CHECK_TOO_MANY' });
    expect(await check(code)).toMatchObject({ state: 'valid' });
  });

  describe('表彰, decided by people from figures', () => {
    const term = '2026-2027-1';
    const desk = () => department.act(staff.leader, 'commendations.desk', { term });
    const decide = (fields: object = {}, by = staff.leader) =>
      department.call(by, 'commendations.decide', {
        id: uuidv7(),
        term,
        kind: 'person',
        title: '',
        volunteerIds: [staff.volunteer],
        reason: '每周都来，耐心负责',
        ...fields,
      });
    let other = '';

    beforeAll(async () => {
      // 林知远 passes what was helped with; another volunteer goes on.
      await department.importText('重修.csv', gradeFile(gradeLine(STUDENT_NO, '林知远', 'SK01', '16', '75')));
      await department.importText(
        '志愿者.csv',
        '学号,姓名,班级,可帮扶课程,空闲时间,联系方式,开始日期\n202305010101,闻人语,生物科学231,课程SK01,,19900000032,2026-09-01',
      );
      const [found] = await department.database.query<{ id: string; student_id: string }>(
        `select person.id, pairing.student_id from xueye.person, xueye.pairing where person.name = '闻人语'`,
      );
      other = found?.id ?? '';
      await department.act(staff.counselor, 'pairings.end', { pairingId, kind: 'unavailable', note: '' });
      await department.act(staff.counselor, 'pairings.confirm', {
        pairs: [{ id: uuidv7(), studentId: found?.student_id ?? '', volunteerId: other }],
      });
    });

    it('shows hours, students and credits recovered of each volunteer', async () => {
      expect(await desk()).toMatchObject({
        term,
        candidates: [
          {
            name: '季子昂',
            figures: { minutes: 185, sessions: 3, students: 1, recovered: 1600 },
            isCommended: false,
          },
        ],
        items: [],
        can: { decide: true },
      });
    });

    it('commends one, and a team, with the figures of the day; shown in the volunteer’s archive', async () => {
      const id = uuidv7();
      expect(await decide({ reason: ' ' })).toMatchObject({ error: { code: 'REASON_MISSING' } });
      expect(await decide({ volunteerIds: [staff.volunteer, other] })).toMatchObject({
        error: { code: 'MEMBERS' },
      });
      expect(await decide({ id })).toMatchObject({
        data: { title: '季子昂', figures: { minutes: 185, recovered: 1600 }, end: null },
      });
      expect(await decide({ id })).toMatchObject({ ok: true });
      expect(await decide()).toMatchObject({ error: { code: 'COMMENDED' } });
      const team = { kind: 'team', volunteerIds: [staff.volunteer, other] };
      expect(await decide(team)).toMatchObject({ error: { code: 'TITLE_MISSING' } });
      expect(await decide({ ...team, title: '生物科学231班帮扶小组' })).toMatchObject({
        data: { members: expect.arrayContaining(['季子昂', '闻人语']), figures: { students: 1 } },
      });
      expect((await desk()).candidates[0]?.isCommended).toBe(true);
      const own = await department.act(staff.volunteer, 'commendations.of-volunteer', {});
      expect(own.items.map(({ title }) => title)).toEqual(['季子昂', '生物科学231班帮扶小组']);
      expect(JSON.stringify(own)).not.toMatch(/林知远|202405010101/);
    });

    it('is printed as a list, and taken back with a reason', async () => {
      const { url } = await department.act(staff.office, 'papers.commendations', { term });
      const { text } = await readPdf(await department.deps.storage.read(url.replace('memory:', '')));
      for (const part of ['学业帮扶志愿者表彰名单', '季子昂', '生物科学231班帮扶小组', '挽回16学分']) {
        expect(text).toContain(part);
      }
      const [held] = (await desk()).items;
      const withdrawn = { commendationId: held?.commendationId ?? '', reason: '登记有误' };
      expect(await department.act(staff.leader, 'commendations.withdraw', withdrawn)).toMatchObject({
        end: { reason: '登记有误' },
      });
      expect((await desk()).candidates[0]?.isCommended).toBe(false);
      expect(await decide()).toMatchObject({ ok: true });
    });
  });
});
