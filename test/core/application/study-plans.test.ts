import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerHelp } from '#core/application/answer-help';
import { answerPlan } from '#core/application/answer-plan';
import type { Input } from '#core/contract/actions';
import { PLAN_LIMITS } from '#core/domain/study-plan';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const NAME = ['202405010101', '林知远'] as const;
/** A signature across the pad. */
const SIGNED = [Array.from({ length: 20 }, (_, at) => [at * 40, 200 + (at % 3) * 30]).flat()];

/** One student at tier 2 with two failed courses, decided on 9月14日. */
describe('a study plan', () => {
  let department: TestDepartment;
  let staff: Staff;
  let caseId = '';
  let studentId = '';
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine(...NAME, 'SK01', '12', '45'), gradeLine(...NAME, 'SK02', '4', '50')),
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
      causes: [],
      causeNote: '',
      reason: '',
    });
    caseId = decided.caseId ?? '';
  });
  afterAll(() => department.database.close());

  const show = () => department.act(staff.adviser, 'plans.show', { caseId });
  const save = async (change: Partial<Input<'plans.save'>> = {}) => {
    const { missing, versions } = await show();
    return {
      id: uuidv7(),
      caseId,
      basedOn: versions[0]?.planId ?? null,
      reason: '',
      goal: ' 期末全部及格 ',
      lines: [...missing],
      steps: [{ text: '周三晚自习', isShared: true }],
      ...change,
    } satisfies Input<'plans.save'>;
  };
  const agree = async (change: Partial<Input<'plans.agree'>> = {}): Promise<Input<'plans.agree'>> => ({
    id: uuidv7(),
    caseId,
    planId: (await show()).versions[0]?.planId ?? '',
    strokes: SIGNED,
    ...change,
  });
  const call = (action: 'plans.save' | 'plans.agree' | 'plans.review', input: never) =>
    department.call(staff.adviser, action, input);
  const duty = async (kind: string) =>
    (await department.act(staff.adviser, 'students.archive', { studentId })).duties.find(
      (one) => one.kind === kind,
    );
  const events = async (action: string) =>
    (await department.database.query('select 1 from xueye.audit_event where action = $1', [action])).length;

  it('is drawn from the outstanding courses', async () => {
    const { can, missing, plan, terms } = await show();
    expect(plan).toBeNull();
    expect(missing.map(({ code, credit, way }) => [code, credit, way])).toEqual([
      ['SK01', '12.00', 'resit'],
      ['SK02', '4.00', 'resit'],
    ]);
    expect(terms).toEqual(['2026-2027-1', '2026-2027-2', '2027-2028-1']);
    expect(can).toEqual({ save: true, agree: false, review: false, advise: true });
  });

  it('offers the semester in which the imported timetable has the course', async () => {
    await department.importText(
      '教学班.csv',
      '学期,课程代码,课程名称,教师工号,教师姓名,班级\n2026-2027-2,SK02,课程SK02,T006,柳知秋,生物科学251',
    );
    department.state.today = '2027-02-01';
    const line = (await show()).missing.find(({ code }) => code === 'SK02');
    department.state.today = '2026-09-14';
    expect(line).toMatchObject({ way: 'retake', term: '2026-2027-2' });
  });

  it('one tap on 今日 opens it', async () => {
    const { items } = await department.act(staff.adviser, 'today.list', { show: 'others' });
    const targets = Object.fromEntries(items.map(({ kind, target }) => [kind, target]));
    expect(targets['study-plan']).toEqual({ page: 'plan-edit', caseId });
    expect(targets['plan-review']).toEqual({ page: 'plan-review', caseId });
  });

  it('written is not yet agreed: the duty stays open until the student signs', async () => {
    const input = await save();
    const first = await department.act(staff.adviser, 'plans.save', input);
    expect(first.view.plan).toMatchObject({ goal: '期末全部及格', ordinal: 1, agreement: null });
    expect(await duty('study-plan')).toMatchObject({ state: 'open' });
    const again = await department.act(staff.adviser, 'plans.save', input);
    expect(again.repeated).toBe(true);
    expect(again.view.versions).toHaveLength(1);
    expect(await call('plans.save', { ...input, goal: '另写' } as never)).toMatchObject({
      error: { code: 'CONFLICT' },
    });
    expect(await events('plans.save')).toBe(1);
  });

  it('refuses an empty pad, and a version that is not in force', async () => {
    expect(await call('plans.agree', (await agree({ strokes: [[1, 1]] })) as never)).toMatchObject({
      error: { code: 'SIGNATURE_EMPTY' },
    });
    expect(await call('plans.agree', (await agree({ planId: uuidv7() })) as never)).toMatchObject({
      error: { code: 'CONFLICT' },
    });
  });

  it('signed closes the duty, and the review counts from that day', async () => {
    department.state.today = '2026-09-16';
    const input = await agree();
    const { view } = await department.act(staff.adviser, 'plans.agree', input);
    expect(view.plan?.agreement).toMatchObject({ on: '2026-09-16' });
    expect(await duty('study-plan')).toMatchObject({ state: 'done', doneOn: '2026-09-16' });
    expect(await duty('plan-review')).toMatchObject({ dueOn: '2026-09-30' });
    const path = `${view.plan?.agreement?.signatureUrl}`.replace('memory:', '');
    expect(new TextDecoder().decode(department.files.get(path))).toMatch(/^<svg .*<\/svg>$/);
    const again = await department.act(staff.adviser, 'plans.agree', input);
    expect(again.repeated).toBe(true);
    expect(await call('plans.agree', (await agree()) as never)).toMatchObject({
      error: { code: 'ALREADY_AGREED' },
    });
    expect(await events('plans.agree')).toBe(1);
    const { items } = await department.act(staff.adviser, 'today.list', {});
    expect(items.at(-1)).toMatchObject({ section: 'done', title: '学习计划已签名确认' });
  });

  it('is reviewed with a word for each open course; the next one counts from that day', async () => {
    department.state.today = '2026-09-28';
    const input: Input<'plans.review'> = {
      id: uuidv7(),
      caseId,
      planId: (await show()).versions[0]?.planId ?? '',
      heldOn: '2026-09-28',
      progress: [{ key: 'SK01', progress: 'behind' }],
      note: '有机化学没有开始复习。',
      next: '本周补上第一章',
    };
    expect(await call('plans.review', input as never)).toMatchObject({ error: { code: 'PROGRESS_MISSING' } });
    const progress = [...input.progress, { key: 'SK02', progress: 'on-track' as const }];
    const { view } = await department.act(staff.adviser, 'plans.review', { ...input, progress });
    expect(view.plan?.lines.map(({ key, progress: word }) => [key, word])).toEqual([
      ['SK01', 'behind'],
      ['SK02', 'on-track'],
    ]);
    expect(await duty('plan-review')).toMatchObject({ dueOn: '2026-10-12' });
    expect((await department.act(staff.adviser, 'plans.review', { ...input, progress })).repeated).toBe(true);
    expect((await show()).reviews).toHaveLength(1);
  });

  it('closes a line by itself when an import clears the course, and opens it again when it is taken back', async () => {
    const { importId } = await department.importText(
      '补考.csv',
      gradeFile(gradeLine(...NAME, 'SK02', '4', '50').replace(',50,,,', ',50,66,,')),
    );
    const standing = async () => (await show()).plan?.lines.map((line) => [line.key, line.standing]);
    expect(await standing()).toEqual([
      ['SK01', { kind: 'outstanding' }],
      ['SK02', { kind: 'cleared', by: { term: TERM, score: '66' } }],
    ]);
    // No word is asked for what is cleared.
    const { view } = await department.act(staff.adviser, 'plans.review', {
      id: uuidv7(),
      caseId,
      planId: (await show()).versions[0]?.planId ?? '',
      heldOn: '2026-09-28',
      progress: [{ key: 'SK01', progress: 'on-track' }],
      note: '',
      next: '',
    });
    expect(view.reviews[0]?.progress.map(({ key }) => key)).toEqual(['SK01']);
    await department.act(staff.office, 'imports.rollback', { importId, reason: '导错了' }, 'office');
    expect(await standing()).toEqual([
      ['SK01', { kind: 'outstanding' }],
      ['SK02', { kind: 'outstanding' }],
    ]);
  });

  it('is changed by a new version that says why, signed anew; the old one stays', async () => {
    const first = (await show()).plan;
    const lines = (first?.lines ?? [])
      .slice(0, 1)
      .map(({ key: _key, progress: _progress, standing: _standing, ...line }) => line);
    expect(await call('plans.save', (await save({ lines })) as never)).toMatchObject({
      error: { code: 'REASON_MISSING' },
    });
    const stale = await save({ lines, reason: '补考未过', basedOn: null });
    expect(await call('plans.save', stale as never)).toMatchObject({ error: { code: 'CONFLICT' } });
    const { view } = await department.act(
      staff.adviser,
      'plans.save',
      await save({ lines, reason: '补考未过，改为重修' }),
    );
    expect(view.versions.map(({ agreedOn, ordinal, reason }) => [ordinal, reason, agreedOn])).toEqual([
      [2, '补考未过，改为重修', null],
      [1, '', '2026-09-16'],
    ]);
    expect(view.missing.map(({ code }) => code)).toEqual(['SK02']);
    expect(await duty('study-plan')).toMatchObject({ state: 'done' });
    const old = await department.act(staff.counselor, 'plans.show', {
      caseId,
      planId: first?.planId ?? '',
    });
    expect(old.plan).toMatchObject({ ordinal: 1, isInForce: false });
    expect(old.can).toEqual({ save: false, agree: false, review: false, advise: false });
  });

  describe('by a code, on the student’s own phone', () => {
    const codeNow = async () => {
      const planId = (await show()).versions[0]?.planId ?? '';
      return (await department.act(staff.adviser, 'plans.code', { caseId, planId })).code;
    };
    const answer = (
      planCode: string,
      said: 'look' | 'agreed' | 'objected',
      { subject = 'own-phone', studentNo = NAME[0] as string, wish = '' } = {},
    ) =>
      answerPlan(
        { provider: 'wechat', subject },
        { studentNo, planCode, answer: said, wish },
        department.deps,
      );

    it('shows the goal, the lines and the steps, and nothing else', async () => {
      const code = await codeNow();
      expect(code).toMatch(/^\d{6}$/);
      const { plan } = await show();
      const seen = await answer(` ${code} `, 'look');
      expect(seen).toEqual({
        outcome: 'look',
        goal: '期末全部及格',
        lines: plan?.lines.map(({ courseName, credit, on, target, term, way }) => ({
          courseName,
          credit,
          on,
          target,
          term,
          way,
        })),
        steps: ['周三晚自习'],
      });
      expect((await show()).plan?.agreement).toBeNull();
    });

    it('is refused with another’s number, from the adviser’s phone, after its time, and to who may not ask', async () => {
      const code = await codeNow();
      const refused = (as: object) => answer(code, 'agreed', as).catch(({ code: why }) => why);
      expect(await refused({ studentNo: '202405010102' })).toBe('PLAN_CODE_WRONG');
      await department.database.query(
        `insert into xueye.identity (provider, subject, department_id, person_id, binding_id)
         select 'wechat', 'of the adviser', department_id, id, gen_random_uuid()
         from xueye.person where id = $1`,
        [staff.adviser],
      );
      expect(await refused({ subject: 'of the adviser' })).toBe('PLAN_OWN_PHONE');
      const planId = (await show()).versions[0]?.planId ?? '';
      expect(await department.call(staff.counselor, 'plans.code', { caseId, planId })).toMatchObject({
        error: { code: 'FORBIDDEN' },
      });
      expect(await department.call(staff.adviser, 'plans.code', { caseId, planId: uuidv7() })).toMatchObject({
        error: { code: 'CONFLICT' },
      });
      await department.database.query(
        `update xueye.plan_code set expires_at = expires_at - interval '30 minutes'`,
      );
      expect(await refused({})).toBe('PLAN_CODE_WRONG');
      // What was laid beside it is gone, too.
      await codeNow();
      expect(await department.database.query('select 1 from xueye.plan_code')).toHaveLength(1);
      expect((await show()).plan?.agreement).toBeNull();
    });

    it('guesses are counted with those of 帮扶记录', async () => {
      const code = await codeNow();
      const wrong = code === '000000' ? '000001' : '000000';
      for (let n = 0; n < 5; n += 1) {
        const phone = { provider: 'wechat', subject: 'guesser' };
        const typed = { studentNo: '202405019999', helpCode: wrong, answer: 'look' as const };
        await answerHelp(phone, typed, department.deps).catch(() => undefined);
      }
      await expect(answer(code, 'agreed', { subject: 'guesser' })).rejects.toMatchObject({
        code: 'PLAN_TOO_MANY',
      });
    });

    it('an objection says what to change, uses the code up, and agrees to nothing', async () => {
      const code = await codeNow();
      await expect(answer(code, 'objected')).rejects.toMatchObject({ code: 'TEXT_MISSING', field: 'wish' });
      const long = '长'.repeat(PLAN_LIMITS.wish + 1);
      await expect(answer(code, 'objected', { wish: long })).rejects.toMatchObject({ code: 'TEXT_TOO_LONG' });
      await answer(code, 'objected', { wish: '周三晚上有课，换成周四。' });
      await expect(answer(code, 'agreed')).rejects.toMatchObject({ code: 'PLAN_CODE_WRONG' });
      expect((await show()).plan).toMatchObject({
        agreement: null,
        objections: [{ on: '2026-09-28', wish: '周三晚上有课，换成周四。' }],
      });
      expect(await events('plans.answer')).toBe(1);
    });

    it('a plan that was changed since is to be agreed to anew; agreed closes it as a signature does', async () => {
      const old = await codeNow();
      const { plan } = await show();
      const lines = (plan?.lines ?? []).map(
        ({ key: _key, progress: _progress, standing: _standing, ...line }) => line,
      );
      const steps = [{ text: '周四晚自习', isShared: true }];
      await department.act(staff.adviser, 'plans.save', await save({ lines, steps, reason: '周三有课' }));
      await expect(answer(old, 'agreed')).rejects.toMatchObject({ code: 'PLAN_CODE_WRONG' });
      expect((await answer(await codeNow(), 'agreed')).outcome).toBe('agreed');
      const { plan: agreed, can } = await show();
      expect(agreed?.agreement).toEqual({ on: '2026-09-28', way: 'code', signatureUrl: null });
      expect(can.agree).toBe(false);
      expect(await call('plans.agree', (await agree()) as never)).toMatchObject({
        error: { code: 'ALREADY_AGREED' },
      });
      const planId = (await show()).versions[0]?.planId ?? '';
      expect(await department.call(staff.adviser, 'plans.code', { caseId, planId })).toMatchObject({
        error: { code: 'ALREADY_AGREED' },
      });
      const { timeline } = await department.act(staff.leader, 'students.archive', { studentId });
      expect(timeline.map(({ title }) => title)).toEqual(
        expect.arrayContaining(['学生用确认码确认学习计划', '学生希望修改学习计划']),
      );
    });
  });

  it('of another case is not to be found', async () => {
    const reply = await department.call(staff.adviser, 'plans.show', { caseId, planId: uuidv7() });
    expect(reply).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('course advice closes its duty, once the calendar has a selection week', async () => {
    const change = {
      kind: 'save-term' as const,
      term: '2026-2027-1',
      from: '2026-08-31',
      to: '2027-01-15',
      selection: { from: '2026-12-21', to: '2026-12-27' },
    };
    await department.act(staff.office, 'calendar.change', { change });
    expect(await duty('course-advice')).toMatchObject({ dueOn: '2026-12-18', doneOn: null });
    const input = { id: uuidv7(), caseId, heldOn: '2026-09-28', advice: '先重修有机化学，学分不超过 20。' };
    await department.act(staff.adviser, 'plans.advise', input);
    expect((await department.act(staff.adviser, 'plans.advise', input)).repeated).toBe(true);
    const other = await department.call(staff.adviser, 'plans.advise', {
      ...input,
      advice: '先补高等数学。',
    });
    expect(other).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    const { advices } = await show();
    expect(advices.map(({ adviceId, advice }) => [adviceId, advice])).toEqual([[input.id, input.advice]]);
    expect(await duty('course-advice')).toMatchObject({ state: 'done', doneOn: '2026-09-28' });
  });

  it('stands in the archive’s timeline', async () => {
    const { timeline } = await department.act(staff.leader, 'students.archive', { studentId });
    expect(timeline.filter(({ planOf }) => planOf === caseId).map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        '订下学习计划',
        '学生签名确认学习计划',
        '学习计划检查',
        '学习计划第 2 版',
        '选课咨询',
      ]),
    );
  });

  it('is closed with the case', async () => {
    await department.database.query(
      `update xueye.support_case set status = 'closed', closed_on = '2026-09-28', close_reason = '已通过' where id = $1`,
      [caseId],
    );
    expect(await call('plans.save', (await save({ reason: '再改' })) as never)).toMatchObject({
      error: { code: 'CASE_CLOSED' },
    });
  });
});
