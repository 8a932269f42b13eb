import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bindIdentity } from '#adapters/postgres/bootstrap';
import { createTimerStore } from '#adapters/postgres/timer-store';
import { answerHelp, sayHelpFeedback } from '#core/application/answer-help';
import { checkTexts } from '#core/application/check-texts';
import type { TextChecker } from '#core/application/ports';
import type { Input } from '#core/contract/actions';
import type { TextCheckOutcome } from '#core/domain/text-check';
import { createDoom, doomedDatabase } from '../../support/faults';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
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

describe('文字的平台检查', () => {
  let department: TestDepartment;
  let staff: Staff;
  let pairingId: string;
  let caseId: string;
  let departmentId: string;
  let minute = 0;
  /** What WeChat is asked, and what it answers: by the text, else that it passes. */
  let asked: { readonly openid: string; readonly text: string }[] = [];
  let answers: TextCheckOutcome[] = [];

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText('成绩.csv', gradeFile(gradeLine(LIN_NO, '林知远', 'SK01', '16', '45')));
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
    const [student] = await department.database.query<{ id: string }>(
      `select id from xueye.student where name = '林知远'`,
    );
    const [held] = await department.database.query<{ id: string; department: string }>(
      'select id, department_id as department from xueye.support_case',
    );
    caseId = held?.id ?? '';
    departmentId = held?.department ?? '';
    pairingId = uuidv7();
    department.state.today = '2026-09-01';
    await department.act(staff.leader, 'pairings.confirm', {
      pairs: [{ id: pairingId, studentId: student?.id ?? '', volunteerId: staff.volunteer }],
    });
    department.state.today = '2026-09-14';
    for (const person of ['volunteer', 'adviser'] as const) {
      await bindIdentity(department.database, {
        departmentId: departmentId,
        provider: 'wechat',
        subject: `openid-${person}`,
        personId: staff[person],
        bindingId: uuidv7(),
      });
    }
  });
  afterAll(() => department.database.close());
  beforeEach(async () => {
    asked = [];
    answers = [];
    await department.database.query('delete from xueye.text_check');
    await department.act(staff.office, 'texts.set-level', { level: 'outside' });
  });

  const checker: TextChecker = {
    async check({ openid, text }) {
      asked.push({ openid, text });
      return answers.shift() ?? { kind: 'pass' };
    },
  };
  const run = (
    database = department.database,
    masters: typeof TEST_MASTER_KEYS | undefined = undefined,
    minutes = 1,
  ) =>
    checkTexts(
      {
        store: createTimerStore(database, masters),
        clock: {
          today: () => department.state.today,
          now: () =>
            new Date(Date.parse(`${department.state.today}T02:00:00.000Z`) + minutes * 60_000).toISOString(),
        },
        checker,
      },
      () => false,
    );
  const log = async (fields: Partial<Input<'help.log'>> = {}) => {
    minute += 10;
    const { sessionId } = await department.act(
      staff.volunteer,
      'help.log',
      {
        id: uuidv7(),
        pairingId,
        kind: 'held',
        heldOn: '2026-09-10',
        from: minute,
        to: minute + 10,
        course: '课程SK01',
        done: '第三章习题',
        next: '周四晚七点',
        ...fields,
      },
      'volunteer',
    );
    return sessionId;
  };
  const fileTalk = (problems = '睡得晚', assessment = '早些睡') =>
    department.act(staff.adviser, 'talks.file', {
      id: uuidv7(),
      caseId,
      heldOn: '2026-09-14',
      mode: 'in-person',
      place: '办公室',
      duration: 30,
      attended: true,
      family: '',
      contact: '',
      problems,
      assessment,
      parentsContacted: false,
      needsAttention: false,
      psychologicalReferral: false,
      jointWith: null,
      isAnother: true,
    });
  const rows = () =>
    department.database.query<{ state: string; attempts: number }>(
      'select state, attempts from xueye.text_check order by filed_at, id',
    );
  const hints = (by: string, as?: 'volunteer') => department.act(by, 'texts.hints', {}, as);
  const RISKY: TextCheckOutcome = { kind: 'hit', advice: 'risky', label: 20006 };

  it('is asked in the writer’s name about what a volunteer wrote, and forgets what passes', async () => {
    await log();
    expect(await rows()).toEqual([{ state: 'waiting', attempts: 0 }]);
    expect(await run()).toEqual({ checked: 1, hints: 0, failures: [] });
    // What is sealed, as the next meeting is, stays so without the key.
    expect(asked).toEqual([{ openid: 'openid-volunteer', text: '第三章习题' }]);
    await log();
    await run(undefined, TEST_MASTER_KEYS);
    expect(asked[1]?.text).toBe('第三章习题\n周四晚七点');
    expect(await rows()).toEqual([]);
    expect(await run()).toMatchObject({ checked: 0 });
  });

  it('keeps a record that is taken for something else as it was written, for people to look at', async () => {
    answers = [RISKY];
    const sessionId = await log({ done: '讲了炸药的化学反应方程' });
    expect(await run()).toMatchObject({ checked: 1, hints: 1 });
    const own = await department.act(staff.volunteer, 'help.mine', {}, 'volunteer');
    expect(own.items.find((item) => item.sessionId === sessionId)?.done).toBe('讲了炸药的化学反应方程');
    const { items, level } = await hints(staff.volunteer, 'volunteer');
    expect(level).toBeNull();
    expect(items).toMatchObject([
      { kind: 'help-session', subjectId: sessionId, studentId: null, hit: { advice: 'risky', label: 20006 } },
    ]);
    expect((await hints(staff.adviser)).items).toEqual([]);
    const seen = await hints(staff.office);
    expect(seen).toMatchObject({ level: 'outside', open: { hits: 1, missed: 0 } });
    expect((await department.act(staff.office, 'today.list', {})).items.map(({ title }) => title)).toContain(
      '1 处平台提示待核对',
    );
    const id = seen.items[0]?.id ?? '';
    expect(await department.call(staff.volunteer, 'texts.settle', { id })).toMatchObject({ ok: false });
    for (let twice = 0; twice < 2; twice += 1) {
      expect(await department.act(staff.office, 'texts.settle', { id })).toMatchObject({
        settled: { on: '2026-09-14' },
      });
    }
    expect((await hints(staff.office)).open).toEqual({ hits: 0, missed: 0 });
    const events = await department.database.query(
      `select 1 as one from xueye.audit_event where action = 'texts.settle' and subject_id = $1`,
      [id],
    );
    expect(events).toHaveLength(1);
  });

  it('asks in the name of the phone about what a student without an account says', async () => {
    const sessionId = await log();
    await run();
    asked = [];
    const { code } = await department.act(staff.volunteer, 'help.code', { sessionId }, 'volunteer');
    const phone = { provider: 'wechat', subject: 'openid-student' };
    await answerHelp(phone, { studentNo: LIN_NO, helpCode: code, answer: 'confirmed' }, department.deps);
    await sayHelpFeedback(phone, { studentNo: LIN_NO, helpful: 'yes', wish: '多讲几道题' }, department.deps);
    answers = [RISKY];
    await run();
    expect(asked).toEqual([{ openid: 'openid-student', text: '多讲几道题' }]);
    const [hint] = (await hints(staff.office)).items;
    expect(hint).toMatchObject({ kind: 'help-feedback', author: null });
    expect((await hints(staff.volunteer, 'volunteer')).items).toEqual([]);
    // The openid goes with the answer.
    const [row] = await department.database.query<{ phone: string | null }>(
      'select phone_subject as phone from xueye.text_check',
    );
    expect(row?.phone).toBeNull();
  });

  it('asks again where there was no answer, stops where all would meet the same, and gives up with a word', async () => {
    await log();
    await log();
    answers = [{ kind: 'retry', code: 45009, halts: true }];
    expect(await run()).toMatchObject({ checked: 1 });
    await department.database.query('update xueye.text_check set attempts = 23, lease_until = null');
    answers = [
      { kind: 'retry', code: null, halts: false },
      { kind: 'retry', code: null, halts: false },
    ];
    expect(await run(undefined, undefined, 10)).toMatchObject({ checked: 2, hints: 2 });
    expect((await hints(staff.office)).items).toMatchObject([
      { missed: { reason: 'attempts', code: null } },
      { missed: { reason: 'attempts', code: null } },
    ]);
  });

  it('loses nothing and says nothing twice, killed at any of its steps', async () => {
    for (let at = 1; ; at += 1) {
      await department.database.query('delete from xueye.text_check');
      await log();
      answers = [RISKY, RISKY];
      const doom = createDoom(at);
      await run(doomedDatabase(department.database, doom)).catch(() => null);
      if (!doom.isDead) {
        expect(at).toBeGreaterThan(5);
        break;
      }
      await run(undefined, undefined, 10);
      expect(
        (await rows()).map(({ state }) => state),
        `step ${at}`,
      ).toEqual(['hit']);
    }
  });

  it('leaves work records alone until the department asks for them, and then needs their key', async () => {
    await fileTalk();
    expect(await rows()).toEqual([]);
    await department.act(staff.office, 'texts.set-level', { level: 'all' });
    await fileTalk('上课玩手机', '需要关注');
    await run(undefined, TEST_MASTER_KEYS);
    expect(asked).toEqual([{ openid: 'openid-adviser', text: '上课玩手机\n需要关注' }]);
    await fileTalk();
    await run(undefined, undefined, 10);
    expect((await hints(staff.adviser)).items).toMatchObject([
      { kind: 'talk', missed: { reason: 'no-key' } },
    ]);
    await department.act(staff.office, 'texts.set-level', { level: 'off' });
    await log();
    expect(await rows()).toHaveLength(1);
  });
});
