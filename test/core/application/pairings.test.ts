import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('结对, from the suggestion to its end', () => {
  let department: TestDepartment;
  let staff: Staff;
  let student: Record<'lin' | 'zhou' | 'xu', string>;
  let volunteer: Record<'ji' | 'wen' | 'qin', string>;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '志愿者.csv',
      [
        '学号,姓名,班级,可帮扶课程,空闲时间,联系方式,开始日期',
        'T007,季子昂,生物科学231,课程SK02,周三晚,19900000031,2024-09-01',
        '202305010101,闻人语,生物科学231,课程SK01、课程SK02,,19900000032,2026-09-01',
        '202305010102,秦墨言,生物科学231,课程SK09,,19900000033,2026-09-01',
      ].join('\n'),
    );
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK02', '13', '45'),
        gradeLine('202405020101', '许星野', 'SK02', '16', '45', '生物技术241'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    for (const { proposalId } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
    }
    const idsOf = async (table: string) => {
      const rows = await department.database.query<{ id: string; name: string }>(
        `select id, name from xueye.${table}`,
      );
      return (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    };
    const studentOf = await idsOf('student');
    const personOf = await idsOf('person');
    student = { lin: studentOf('林知远'), zhou: studentOf('周予安'), xu: studentOf('许星野') };
    volunteer = { ji: personOf('季子昂'), wen: personOf('闻人语'), qin: personOf('秦墨言') };
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-09-14';
  });

  const desk = (show: 'open' | 'offered' | 'paired' = 'open', by = staff.leader) =>
    department.act(by, 'pairings.desk', { show });
  const confirm = (
    studentId: string,
    volunteerId: string,
    fields: Partial<Input<'pairings.confirm'>['pairs'][number]> = {},
    by = staff.leader,
  ) =>
    department.call(by, 'pairings.confirm', {
      pairs: [{ id: uuidv7(), studentId, volunteerId, ...fields }],
    });
  const activeOf = async (studentId: string) =>
    (await department.act(staff.leader, 'pairings.student', { studentId })).pair;
  const endAll = async () => {
    for (const { pair } of (await desk('paired')).items) {
      if (pair) await endWith(pair.pairingId, 'mistake');
    }
  };
  const endWith = (pairingId: string, kind: Input<'pairings.end'>['kind']) =>
    department.act(staff.leader, 'pairings.end', { pairingId, kind, note: '' });
  const dutyOf = async (studentId: string) =>
    (await department.act(staff.counselor, 'students.archive', { studentId })).duties.find(
      ({ kind }) => kind === 'pairing',
    );

  it('suggests for all open students at once, each with its sentence, and says who is offered one', async () => {
    const { items, counts, volunteers } = await desk();
    expect(counts).toEqual({ open: 2, offered: 1, paired: 0 });
    expect(volunteers).toEqual({ atWork: 3, places: 3 });
    expect(items.map(({ student: { name }, suggestion }) => [name, suggestion?.name])).toEqual([
      ['林知远', '闻人语'],
      ['许星野', '季子昂'],
    ]);
    expect(items[0]?.suggestion?.sentence).toBe('已通过课程SK01');
    const offered = (await desk('offered')).items;
    expect(offered.map(({ student: { name }, tier, suggestion }) => [name, tier, suggestion])).toEqual([
      ['周予安', 1, null],
    ]);
  });

  it('shows a counselor the own area only', async () => {
    expect((await desk('open', staff.counselor)).items.map(({ student: { name } }) => name)).toEqual([
      '林知远',
    ]);
    expect(await confirm(student.xu, volunteer.ji, {}, staff.counselor)).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('a confirmed pair closes the duty, the same id again changes nothing, and the end opens it again', async () => {
    expect(await dutyOf(student.lin)).toMatchObject({ state: 'open', dueOn: '2026-10-08' });
    const id = uuidv7();
    const first = await confirm(student.lin, volunteer.wen, { id, agreedContact: ' 微信 lzy ' });
    expect(first).toMatchObject({ ok: true, data: { confirmed: 1, repeated: 0 } });
    const before = await department.contents();
    expect(await confirm(student.lin, volunteer.wen, { id })).toMatchObject({
      data: { confirmed: 0, repeated: 1 },
    });
    expect(await department.contents()).toBe(before);
    expect(await dutyOf(student.lin)).toMatchObject({ state: 'done' });
    expect(await activeOf(student.lin)).toMatchObject({
      pairingId: id,
      volunteerName: '闻人语',
      agreedContact: '微信 lzy',
      courses: ['课程SK01'],
      isInterrupted: false,
    });
    await endWith(id, 'goal-reached');
    department.state.today = '2026-09-15';
    expect(await dutyOf(student.lin)).toMatchObject({ state: 'open' });
    expect((await dutyOf(student.lin))?.because).toContain('须重新结对');
  });

  it('a pair that was a mistake never counted', async () => {
    await confirm(student.xu, volunteer.ji);
    const pair = await activeOf(student.xu);
    await endWith(pair?.pairingId ?? '', 'mistake');
    const [due] = (
      await department.act(staff.otherCounselor, 'students.archive', { studentId: student.xu })
    ).duties.filter(({ kind }) => kind === 'pairing');
    expect(due).toMatchObject({ state: 'open' });
    expect(due?.because).not.toContain('上次结对');
  });

  it('lets the volunteer see the name, class, contact and courses of the own pair, and nothing else', async () => {
    await confirm(student.xu, volunteer.ji, { agreedContact: '电话约在晚上' });
    const pair = await activeOf(student.xu);
    const mine = await department.act(volunteer.ji, 'pairings.mine', {}, 'volunteer');
    expect(mine).toEqual({
      filingDays: 30,
      items: [
        {
          pairingId: pair?.pairingId,
          studentName: '许星野',
          className: '生物技术241',
          agreedContact: '电话约在晚上',
          courses: ['课程SK02'],
          firstDay: '2026-09-14',
          plan: null,
        },
      ],
    });
    expect(await department.act(volunteer.wen, 'pairings.mine', {}, 'volunteer')).toEqual({
      filingDays: 30,
      items: [],
    });
    await endAll();
    expect(await department.act(volunteer.ji, 'pairings.mine', {}, 'volunteer')).toEqual({
      filingDays: 30,
      items: [],
    });
  });

  describe('what is refused, in words that say what to do, with nothing written', () => {
    it.each([
      ['a volunteer who has no place left', 'VOLUNTEER_FULL', () => confirm(student.zhou, volunteer.ji)],
      ['a student who has a pair', 'ALREADY_PAIRED', () => confirm(student.xu, volunteer.wen)],
      ['somebody who is no volunteer', 'VOLUNTEER_GONE', () => confirm(student.zhou, staff.teacher)],
      ['a student without an open case', 'NOT_FOUND', () => confirm(NOBODY, volunteer.wen)],
    ])('%s', async (_, code, attempt) => {
      if (!(await activeOf(student.xu))) await confirm(student.xu, volunteer.ji);
      const before = await department.contents();
      expect(await attempt()).toMatchObject({ ok: false, error: { code } });
      expect(await department.contents()).toBe(before);
    });

    it('all of several pairs, when one of them may not be', async () => {
      await endAll();
      const before = await department.contents();
      const pairs = [student.lin, student.xu].map((studentId) => ({
        id: uuidv7(),
        studentId,
        volunteerId: volunteer.wen,
      }));
      expect(await department.call(staff.leader, 'pairings.confirm', { pairs })).toMatchObject({
        error: { code: 'VOLUNTEER_FULL' },
      });
      expect(await department.contents()).toBe(before);
    });
  });

  it('re-pairs with a reason: who said no is not suggested to the same student again', async () => {
    await confirm(student.lin, volunteer.wen);
    const before = await activeOf(student.lin);
    const replaced = await confirm(student.lin, volunteer.qin, {
      replaces: { pairingId: before?.pairingId ?? '', kind: 'student-wish', note: '时间总对不上' },
    });
    expect(replaced).toMatchObject({ ok: true });
    const after = await department.act(staff.leader, 'pairings.student', { studentId: student.lin });
    expect(after.pair).toMatchObject({ volunteerName: '秦墨言' });
    expect(after.former[0]).toMatchObject({
      volunteerName: '闻人语',
      kind: 'student-wish',
      note: '时间总对不上',
    });
    expect(after.choices.items.find(({ name }) => name === '闻人语')).toMatchObject({
      obstacle: 'refused',
      isAllowed: false,
    });
    await endAll();
    // 闻人语 alone has passed SK01; now nobody fits, and it says why.
    const row = (await desk()).items.find(({ student: { name } }) => name === '林知远');
    expect(row?.suggestion).toBeNull();
    expect(row?.because).toBe('3 名志愿者中没有合适的：2 名没有学过所缺的课程，1 名此前已被谢绝。');
    expect(await confirm(student.lin, volunteer.wen)).toMatchObject({ error: { code: 'PAIR_REFUSED' } });
  });

  it('tier 1 has one on request: one tap asks for it, one takes it back', async () => {
    const wish = (isAsked: boolean) =>
      department.act(staff.counselor, 'pairings.wish', {
        studentId: student.zhou,
        free: ['3-5', '1-1', '3-5'],
        campus: '下沙校区',
        classWish: 'other-class',
        isAsked,
      });
    await wish(true);
    const row = (await desk()).items.find(({ student: { name } }) => name === '周予安');
    expect(row?.suggestion?.sentence).toContain('如所愿不是本班同学');
    const seen = await department.act(staff.counselor, 'pairings.student', { studentId: student.zhou });
    expect(seen).toMatchObject({ standing: 'asked', wish: { free: ['1-1', '3-5'], campus: '下沙校区' } });
    await wish(false);
    expect((await desk()).items.some(({ student: { name } }) => name === '周予安')).toBe(false);
    expect(
      await department.call(staff.counselor, 'pairings.wish', {
        studentId: student.zhou,
        free: ['9-9'],
        campus: null,
        classWish: null,
        isAsked: false,
      }),
    ).toMatchObject({ error: { code: 'PERIOD_INVALID' } });
  });

  it('a volunteer who is identified takes nobody, and whom they help needs another', async () => {
    await confirm(student.xu, volunteer.wen);
    await department.database.query(`update xueye.person set work_no = '202405010102' where id = $1`, [
      volunteer.wen,
    ]);
    expect(await activeOf(student.xu)).toMatchObject({ isInterrupted: true });
    expect((await desk()).volunteers).toEqual({ atWork: 2, places: 2 });
    await endAll();
    expect(await confirm(student.xu, volunteer.wen)).toMatchObject({ error: { code: 'VOLUNTEER_FULL' } });
    await department.database.query(`update xueye.person set work_no = '202305010101' where id = $1`, [
      volunteer.wen,
    ]);
  });

  it('a case that is dismissed ends its pair', async () => {
    await confirm(student.zhou, volunteer.ji);
    const { items } = await department.act(staff.leader, 'meeting.agenda', { show: 'decided' });
    const proposalId = items.find((item) => item.student.id === student.zhou)?.proposalId ?? '';
    const { decision } = await department.act(staff.leader, 'meeting.proposal', { proposalId });
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId,
      replaces: decision?.decisionId ?? null,
      outcome: 'dismiss',
      difficulty: null,
      causes: [],
      causeNote: '',
      reason: '成绩更正',
    });
    const [pair] = await department.database.query(
      `select last_day, end_kind from xueye.pairing where student_id = $1 order by made_at desc, id desc limit 1`,
      [student.zhou],
    );
    expect(pair).toEqual({ last_day: '2026-09-14', end_kind: 'case-closed' });
    expect(await department.act(volunteer.ji, 'pairings.mine', {}, 'volunteer')).toMatchObject({ items: [] });
  });
});
