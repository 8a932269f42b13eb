import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '#core/application/access';
import { answerHelp, sayHelpFeedback } from '#core/application/answer-help';
import { type ActionName, actions, type Input } from '#core/contract/actions';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const LIN_NO = '202405010101';
const ZHOU_NO = '202405010102';

describe('帮扶记录, from the session to the hours', () => {
  let department: TestDepartment;
  let staff: Staff;
  let other: string;
  let pairs: Record<'lin' | 'zhou', string>;
  let studentIds: Record<'lin' | 'zhou', string>;
  let phones = 0;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '志愿者.csv',
      '学号,姓名,班级,可帮扶课程,空闲时间,联系方式,开始日期\n202305010101,闻人语,生物科学231,课程SK01,,19900000032,2026-09-01',
    );
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine(LIN_NO, '林知远', 'SK01', '16', '45'),
        gradeLine(ZHOU_NO, '周予安', 'SK01', '16', '45'),
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
    const [found] = await department.database.query<{ id: string }>(
      `select id from xueye.person where name = '闻人语'`,
    );
    other = found?.id ?? '';
    const rows = await department.database.query<{ id: string; name: string }>(
      'select id, name from xueye.student',
    );
    const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    studentIds = { lin: idOf('林知远'), zhou: idOf('周予安') };
    pairs = { lin: uuidv7(), zhou: uuidv7() };
    department.state.today = '2026-09-01';
    await department.act(staff.leader, 'pairings.confirm', {
      pairs: [
        { id: pairs.lin, studentId: studentIds.lin, volunteerId: staff.volunteer },
        { id: pairs.zhou, studentId: studentIds.zhou, volunteerId: other },
      ],
    });
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-09-14';
  });

  const input = (fields: Partial<Input<'help.log'>> = {}): Input<'help.log'> => ({
    id: uuidv7(),
    pairingId: pairs.lin,
    kind: 'held',
    heldOn: '2026-09-10',
    from: 480,
    to: 540,
    course: '课程SK01',
    done: '第三章习题',
    next: '周四晚七点',
    ...fields,
  });
  const log = (fields: Partial<Input<'help.log'>> = {}, by = staff.volunteer) =>
    department.call(by, 'help.log', input(fields), 'volunteer');
  const logged = async (fields: Partial<Input<'help.log'>> = {}) => {
    const reply = await log(fields);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.data.sessionId;
  };
  const codeOf = async (sessionId: string) =>
    (await department.act(staff.volunteer, 'help.code', { sessionId }, 'volunteer')).code;
  const mine = () => department.act(staff.volunteer, 'help.mine', {}, 'volunteer');
  const standing = async (sessionId: string) =>
    (await mine()).items.find((item) => item.sessionId === sessionId)?.standing;
  /** From a phone of its own, so that one test's guesses do not count for the next. */
  const answer = (
    helpCode: string,
    fields: {
      studentNo?: string;
      answer?: 'look' | 'confirmed' | 'objected';
      subject?: string;
      at?: string;
    } = {},
  ) => {
    phones += 1;
    const { studentNo = LIN_NO, answer: said = 'confirmed', subject = `phone-${phones}`, at } = fields;
    const clock =
      at === undefined ? department.deps.clock : { today: () => department.state.today, now: () => at };
    return answerHelp(
      { provider: 'wechat', subject },
      { studentNo, helpCode, answer: said },
      { store: department.deps.store, clock },
    );
  };
  const confirmed = async (fields: Partial<Input<'help.log'>> = {}) => {
    const sessionId = await logged(fields);
    await answer(await codeOf(sessionId));
    return sessionId;
  };

  it('counts only after the student has confirmed it by number and code', async () => {
    const before = (await mine()).counted;
    const sessionId = await logged();
    expect(await standing(sessionId)).toBe('waiting');
    expect((await mine()).counted).toBe(before);
    const code = await codeOf(sessionId);
    expect(code).toMatch(/^\d{6}$/);
    expect(await answer(code, { answer: 'look' })).toEqual({
      outcome: 'look',
      volunteerName: '季子昂',
      heldOn: '2026-09-10',
      from: 480,
      to: 540,
      course: '课程SK01',
      done: '第三章习题',
    });
    expect(await standing(sessionId)).toBe('waiting');
    await answer(` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(await standing(sessionId)).toBe('counted');
    expect((await mine()).counted).toBe(before + 60);
  });

  it('the student says how it helped, once, from the phone that answered: the counselor reads it, the volunteer not', async () => {
    const sessionId = await logged({ heldOn: '2026-09-01' });
    const say = (
      fields: { subject?: string; studentNo?: string; helpful?: string; wish?: string } = {},
      at = '',
    ) =>
      sayHelpFeedback(
        { provider: 'wechat', subject: fields.subject ?? 'of the student' },
        { studentNo: LIN_NO, helpful: 'some', wish: ' 多讲例题 ', ...fields },
        {
          store: department.deps.store,
          clock: at === '' ? department.deps.clock : { ...department.deps.clock, now: () => at },
        },
      );
    const code = await codeOf(sessionId);
    await expect(say()).rejects.toMatchObject({ code: 'FEEDBACK_LATE' });
    await answer(code, { subject: 'of the student' });
    const before = await department.contents();
    for (const [fields, at, refusal] of [
      [{ subject: 'another phone' }, '', 'FEEDBACK_LATE'],
      [{ studentNo: ZHOU_NO }, '', 'FEEDBACK_LATE'],
      [{}, '2026-09-14T03:00:00.000Z', 'FEEDBACK_LATE'],
      [{ helpful: 'very' }, '', 'HELPFUL_MISSING'],
      [{ wish: '好'.repeat(201) }, '', 'TOO_LONG'],
    ] as const) {
      await expect(say(fields, at)).rejects.toMatchObject({ code: refusal });
    }
    expect(await department.contents()).toBe(before);
    expect(await say({}, '2026-09-14T02:59:59.000Z')).toEqual({ outcome: 'kept' });
    // A retry, and what would overwrite it.
    expect(await say({ helpful: 'no' })).toEqual({ outcome: 'kept' });
    const feedbackFor = async (personId: string, action: 'help.mine' | 'help.of-student') => {
      const input = action === 'help.mine' ? {} : { studentId: studentIds.lin };
      const { items } = await department.act(personId, action, input as never);
      return items.find((item) => item.sessionId === sessionId)?.feedback;
    };
    expect(await feedbackFor(staff.counselor, 'help.of-student')).toEqual({
      helpful: 'some',
      wish: '多讲例题',
    });
    expect(await feedbackFor(staff.volunteer, 'help.mine')).toBeNull();
  });

  describe('the code is worth nothing', () => {
    it.each([
      ['a second time', async (code: string) => void (await answer(code)), {}],
      ['with another’s number', async () => undefined, { studentNo: ZHOU_NO }],
      ['after half an hour', async () => undefined, { at: '2026-09-14T02:30:00.001Z' }],
    ])('%s', async (_, first, fields) => {
      const sessionId = await logged({ from: 600 + phones, to: 601 + phones });
      const code = await codeOf(sessionId);
      await first(code);
      await expect(answer(code, fields)).rejects.toMatchObject({ code: 'HELP_CODE_WRONG' });
    });

    it('once another one was issued', async () => {
      const sessionId = await logged({ from: 700, to: 701 });
      const code = await codeOf(sessionId);
      const next = await codeOf(sessionId);
      if (code !== next) await expect(answer(code)).rejects.toMatchObject({ code: 'HELP_CODE_WRONG' });
      await answer(next);
      await expect(codeOf(sessionId)).rejects.toThrow('NO_CODE_NEEDED');
    });

    it('on the volunteer’s own phone', async () => {
      await department.database.query(
        `insert into xueye.identity (provider, subject, department_id, person_id, binding_id)
         select 'wechat', 'of the volunteer', department_id, id, gen_random_uuid()
         from xueye.person where id = $1`,
        [staff.volunteer],
      );
      const sessionId = await logged({ from: 720, to: 721 });
      const code = await codeOf(sessionId);
      await expect(answer(code, { subject: 'of the volunteer' })).rejects.toMatchObject({
        code: 'HELP_OWN_PHONE',
      });
      expect(await standing(sessionId)).toBe('waiting');
    });

    it('from a phone that has guessed five times, right or wrong; nor for a number guessed ten times', async () => {
      const sessionId = await logged({ from: 740, to: 741 });
      const code = await codeOf(sessionId);
      const wrong = code === '000000' ? '000001' : '000000';
      const guess = (subject: string) =>
        answer(wrong, { subject, studentNo: '202405019999' }).catch((e) => e.code);
      for (let n = 0; n < 5; n += 1) expect(await guess('guesser')).toBe('HELP_CODE_WRONG');
      await expect(answer(code, { subject: 'guesser' })).rejects.toMatchObject({ code: 'HELP_TOO_MANY' });
      for (let n = 0; n < 5; n += 1) await guess(`guesser-${n}`);
      expect(await guess('another guesser')).toBe('HELP_TOO_MANY');
      // An hour later, with a new code.
      expect(await standing(sessionId)).toBe('waiting');
      await answer(code);
    });
  });

  it('what the student calls untrue never counts, and stays', async () => {
    const before = (await mine()).counted;
    const sessionId = await logged({ heldOn: '2026-09-08' });
    await answer(await codeOf(sessionId), { answer: 'objected' });
    expect(await standing(sessionId)).toBe('objected');
    expect((await mine()).counted).toBe(before);
    expect(await department.call(staff.volunteer, 'help.withdraw', { sessionId }, 'volunteer')).toMatchObject(
      { error: { code: 'ALREADY_ANSWERED' } },
    );
  });

  it('the same id twice is one session; offline filing is nothing else', async () => {
    const sent = input({ heldOn: '2026-09-09' });
    await department.act(staff.volunteer, 'help.log', sent, 'volunteer');
    const before = await department.contents();
    expect(await log(sent)).toMatchObject({ data: { repeated: true, standing: 'waiting' } });
    expect(await department.contents()).toBe(before);
    expect(await log({ ...sent, pairingId: pairs.zhou }, other)).toMatchObject({ ok: false });
  });

  it('nobody is in two places: neither the volunteer nor the student, until one is withdrawn', async () => {
    const first = await logged({ heldOn: '2026-09-07', from: 480, to: 540 });
    const before = await department.contents();
    for (const [from, to] of [
      [480, 540],
      [539, 600],
      [400, 481],
      [500, 510],
    ] as const) {
      expect(await log({ heldOn: '2026-09-07', from, to })).toMatchObject({ error: { code: 'OVERLAP' } });
    }
    expect(await department.contents()).toBe(before);
    // Back to back is no overlap, and a session that nobody came to took no time.
    expect(await log({ heldOn: '2026-09-07', from: 540, to: 600 })).toMatchObject({ ok: true });
    expect(await log({ heldOn: '2026-09-07', from: 480, to: 540, kind: 'missed-student' })).toMatchObject({
      ok: true,
    });
    await department.act(staff.volunteer, 'help.withdraw', { sessionId: first }, 'volunteer');
    expect(await log({ heldOn: '2026-09-07', from: 480, to: 540 })).toMatchObject({ ok: true });
  });

  it('more than four hours a day wait for the counselor, whichever was confirmed first', async () => {
    const day = '2026-09-05';
    const total = async () => (await mine()).counted;
    const before = await total();
    const first = await logged({ heldOn: day, from: 480, to: 660 });
    const second = await logged({ heldOn: day, from: 700, to: 761 });
    await answer(await codeOf(second));
    await answer(await codeOf(first));
    expect([await standing(first), await standing(second)]).toEqual(['too-long', 'too-long']);
    expect(await total()).toBe(before);
    const review = (fields: Partial<Input<'help.review'>>, by = staff.counselor) =>
      department.call(by, 'help.review', {
        id: uuidv7(),
        sessionId: first,
        outcome: 'approved',
        note: '',
        ...fields,
      });
    expect(await review({}, staff.otherCounselor)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await review({ outcome: 'refused' })).toMatchObject({ error: { code: 'REASON_MISSING' } });
    expect(await review({})).toMatchObject({ data: { standing: 'counted' } });
    expect(await total()).toBe(before + 180);
    await review({ outcome: 'refused', note: '当天在实习' });
    expect(await total()).toBe(before);
  });

  it('exactly four hours a day need nobody else', async () => {
    const before = (await mine()).counted;
    await confirmed({ heldOn: '2026-09-04', from: 480, to: 720 });
    expect((await mine()).counted).toBe(before + 240);
  });

  it('the hours of a day are the same in whatever order students and counselor say their word', async () => {
    const days = ['2026-09-02', '2026-09-06', '2026-09-11', '2026-09-12', '2026-09-13'];
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
      [3, 0, 2, 1],
    ] as const;
    const gained: number[] = [];
    for (const [at, order] of orders.entries()) {
      const heldOn = days[at] ?? '';
      const sessions = [
        await logged({ heldOn, from: 480, to: 660 }),
        await logged({ heldOn, from: 700, to: 761 }),
        await logged({ heldOn, from: 800, to: 830 }),
      ];
      const [first = '', second = '', third = ''] = sessions;
      const say = {
        0: async () => void (await answer(await codeOf(first))),
        1: async () => void (await answer(await codeOf(second))),
        2: async () => {
          await answer(await codeOf(third), { answer: 'objected' });
        },
        3: async () => {
          const review = { id: uuidv7(), sessionId: first, outcome: 'approved', note: '' } as const;
          await department.act(staff.counselor, 'help.review', review);
        },
      };
      const before = (await mine()).counted;
      for (const word of order) await say[word]();
      gained.push((await mine()).counted - before);
    }
    // 241 minutes of the day stand: only what the counselor approved counts.
    expect(gained).toEqual(orders.map(() => 180));
  });

  it.each([
    ['a day before the pair', { heldOn: '2026-08-31' }, 'BEFORE_PAIR'],
    ['a day to come', { heldOn: '2026-09-15' }, 'HELD_IN_FUTURE'],
    ['an hour to come', { heldOn: '2026-09-14', from: 600, to: 700 }, 'HELD_IN_FUTURE'],
  ])('%s is refused', async (_, fields, code) => {
    expect(await log(fields)).toMatchObject({ error: { code } });
  });

  it('another’s pair is not there: for the list, the code and the withdrawal alike', async () => {
    const sessionId = await logged({ heldOn: '2026-09-03' });
    const before = await department.contents();
    expect(await log({ pairingId: pairs.zhou })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await department.call(other, 'help.code', { sessionId }, 'volunteer')).toMatchObject({
      error: { code: 'NO_CODE_NEEDED' },
    });
    expect(await department.call(other, 'help.withdraw', { sessionId }, 'volunteer')).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect((await department.act(other, 'help.mine', {}, 'volunteer')).items).toEqual([]);
    expect(await department.contents()).toBe(before);
  });

  it('staff in reach see what was done; 今日 tells the volunteer what waits', async () => {
    const held = await department.act(staff.adviser, 'help.of-student', { studentId: studentIds.lin });
    expect(held.items[0]).toMatchObject({ volunteerName: '季子昂', studentName: '林知远' });
    expect(held.counted).toBe((await mine()).counted);
    const today = await department.act(staff.volunteer, 'today.list', {}, 'volunteer');
    expect(today.items.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^请同学确认：\d+ 次帮扶$/),
      '林知远：写帮扶记录',
    ]);
    expect(today.items.every(({ student, caseId }) => student === null && caseId === null)).toBe(true);
  });

  it('stands in the archive with the pair that it belongs to', async () => {
    const { items } = await department.act(staff.adviser, 'students.timeline', {
      studentId: studentIds.lin,
      group: 'help',
    });
    expect(items.at(-1)).toMatchObject({
      kind: 'pairing',
      on: '2026-09-01',
      title: '与志愿者季子昂结对',
      by: '陆承钧',
    });
    const { items: held } = await department.act(staff.adviser, 'help.of-student', {
      studentId: studentIds.lin,
    });
    const sessions = items.filter(({ kind }) => kind === 'help');
    expect(sessions).toHaveLength(held.length);
    expect(sessions.every(({ by }) => by === '季子昂')).toBe(true);
    expect(items.every(({ opens }) => opens === undefined)).toBe(true);
  });

  it('the office moves the day’s limit, the code’s minutes and the days of filing, from a day on', async () => {
    const { policy } = await department.act(staff.office, 'policies.show', {});
    const help = { ...policy.help, dayLimit: 120, codeMinutes: 5, filingDays: 3 };
    const save = { id: uuidv7(), seen: '', reason: '学校志愿服务中心的规定' };
    expect(
      await department.call(staff.office, 'policies.save', {
        ...save,
        effectiveFrom: '2026-09-22',
        body: { ...policy, help: { ...help, codeMinutes: 1 } },
      }),
    ).toMatchObject({ error: { code: 'POLICY_INVALID', field: 'help.codeMinutes' } });
    await department.act(staff.office, 'policies.save', {
      ...save,
      effectiveFrom: '2026-09-22',
      body: { ...policy, help },
    });
    department.state.today = '2026-09-22';
    const before = await confirmed({ heldOn: '2026-09-21', from: 480, to: 630 });
    const on = await confirmed({ heldOn: '2026-09-22', from: 100, to: 250 });
    expect([await standing(before), await standing(on)]).toEqual(['counted', 'too-long']);
    const { items, rules } = await mine();
    expect(items[0]).toMatchObject({ dayLimit: 120, dayMinutes: 150 });
    expect(rules).toEqual({ codeMinutes: 5, dayLimit: 120 });
    expect(await log({ heldOn: '2026-09-18' })).toMatchObject({ error: { code: 'FILED_TOO_LATE' } });
    const code = await codeOf(await logged({ heldOn: '2026-09-20' }));
    await expect(answer(code, { at: '2026-09-22T02:05:00.001Z' })).rejects.toMatchObject({
      code: 'HELP_CODE_WRONG',
    });
    // The certificate counts by the same days.
    const shown = await department.act(staff.counselor, 'certificates.volunteer', {
      volunteerId: staff.volunteer,
    });
    expect(shown).toMatchObject({ counted: (await mine()).counted });
  });

  it('a volunteer who tries every action is told of the paired student no more than reading §1 allows', async () => {
    const secret = /202405010|周予安|许星野|二级|一级|三级|农村|1990000000|学分|旷课|预警|outstanding/;
    const names = Object.keys(actions) as ActionName[];
    for (const action of names) {
      for (const asked of [
        {},
        { studentId: studentIds.lin },
        { studentId: studentIds.zhou },
        { pairingId: pairs.zhou, sessionId: uuidv7() },
      ]) {
        const reply = await department.call(staff.volunteer, action, asked as never, 'volunteer');
        expect(JSON.stringify(reply), action).not.toMatch(secret);
        if (!PERMISSIONS[action].includes('volunteer')) expect(reply.ok, action).toBe(false);
      }
    }
  });
});
