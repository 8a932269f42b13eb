import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTimerStore } from '#adapters/postgres/timer-store';
import type { SendOutcome } from '#core/application/ports';
import { sendReminders } from '#core/application/send-reminders';
import { sweepReminders } from '#core/application/sweep-reminders';
import { MESSAGE_CHANNELS } from '#core/domain/reminder-message';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

let department: TestDepartment;
let staff: Staff;
let outcome: SendOutcome;
let delivered: string[];

beforeAll(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
  await department.importText('成绩.csv', gradeFile(gradeLine('202405010101', '林知远', 'SK01', '16', '45')));
  await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
  const { items } = await department.act(staff.leader, 'meeting.agenda', {});
  await department.act(staff.leader, 'meeting.decide', {
    id: uuidv7(),
    proposalId: items[0]?.proposalId ?? '',
    outcome: 'confirm',
    difficulty: 'both',
    causes: [],
    causeNote: '',
    reason: '',
  });
  for (const [workNo, openid] of [['T001', 'openid-adviser']]) {
    await department.database.query(
      `insert into xueye.identity (provider, subject, department_id, person_id, binding_id)
      select 'wechat', $2, department_id, id, $3 from xueye.person where work_no = $1`,
      [workNo, openid, uuidv7()],
    );
  }
});
afterAll(() => department.database.close());
beforeEach(() => {
  outcome = { kind: 'sent' };
  delivered = [];
});

const runTimers = async (day: string) => {
  department.state.today = day;
  const deps = {
    store: createTimerStore(department.database),
    clock: department.deps.clock,
    ids: department.deps.ids,
    sender: {
      channels: MESSAGE_CHANNELS,
      async send({ text }: { readonly text: string }) {
        delivered.push(text);
        return outcome;
      },
    },
  };
  await sweepReminders(deps, () => false);
  return sendReminders(deps, () => false);
};
const accept = (id = uuidv7()) =>
  department.act(staff.adviser, 'reminders.subscribe', { id, answer: 'accepted' }, 'adviser');
const problems = async () => (await department.act(staff.office, 'reminders.problems', {}, 'office')).items;
const settle = (messageId: string, how: 'told' | 'send-again', note = '') =>
  department.call(staff.office, 'reminders.settle', { messageId, how, note }, 'office');

describe('reminders, from the credit to the office', () => {
  it('are counted: one accept is one, the same tap twice is one, a no is none', async () => {
    const id = uuidv7();
    expect(await accept(id)).toEqual({ credits: 1, isEmployee: false });
    expect(await accept(id)).toEqual({ credits: 1, isEmployee: false });
    for (const answer of ['rejected', 'banned'] as const) {
      expect(await department.act(staff.adviser, 'reminders.subscribe', { id: uuidv7(), answer })).toEqual({
        credits: 1,
        isEmployee: false,
      });
    }
    expect(await department.act(staff.counselor, 'reminders.mine', {})).toEqual({
      credits: 0,
      isEmployee: false,
      last: null,
    });
  });

  it('go out three days before, and who could not be reached is on the office’s day', async () => {
    expect(
      (await department.act(staff.office, 'today.list', {})).items.some(({ kind }) => kind === 'reminders'),
    ).toBe(false);
    expect(await runTimers('2026-09-18')).toMatchObject({ sent: 1 });
    expect(delivered).toEqual(['您有1项谈话、1项工作待完成']);
    expect(await department.act(staff.adviser, 'reminders.mine', {})).toEqual({
      credits: 0,
      isEmployee: false,
      last: { day: '2026-09-18', text: '您有1项谈话、1项工作待完成', state: 'sent', reason: null },
    });
    expect(await problems()).toMatchObject([
      { person: { name: '苏慕言', workNo: 'T003' }, state: 'refused', reason: 'not-bound', settled: null },
    ]);
    const { report } = await department.act(staff.office, 'reminders.problems', {}, 'office');
    expect(report.counts).toMatchObject({ sent: 1, 'not-bound': 1, refused: 0, unknown: 0 });
    const { items } = await department.act(staff.office, 'today.list', {});
    expect(items.find(({ kind }) => kind === 'reminders')).toMatchObject({
      title: '1 条提醒没有送达',
      target: { page: 'delivery' },
    });
    // The to-do stays, whatever became of the message.
    const { counts } = await department.act(staff.counselor, 'today.list', {});
    expect(counts.open + counts.upcoming).toBeGreaterThan(0);
  });

  it('that did not go out are told by other means, with how, and leave the list', async () => {
    const [problem] = await problems();
    if (!problem) throw new Error('no problem');
    const before = await department.contents();
    expect(await settle(problem.id, 'told', '  ')).toMatchObject({
      ok: false,
      error: { code: 'NOTE_MISSING' },
    });
    expect(await settle(problem.id, 'send-again')).toMatchObject({ ok: false, error: { code: 'NO_CREDIT' } });
    expect(await settle(uuidv7(), 'told', '电话')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await department.contents()).toBe(before);
    expect(await settle(problem.id, 'told', ' 电话 ')).toMatchObject({
      ok: true,
      data: { state: 'refused', settled: { how: 'told', by: '沈知礼', note: '电话' } },
    });
    const settled = await department.contents();
    expect(await settle(problem.id, 'told', '当面')).toMatchObject({
      ok: true,
      data: { settled: { note: '电话' } },
    });
    expect(await department.contents()).toBe(settled);
    expect(await problems()).toEqual([]);
  });

  it('whose outcome is unknown go out again only by a person’s word, once for each', async () => {
    await accept();
    outcome = { kind: 'unknown', reason: 'no-answer' };
    await runTimers('2026-09-21');
    await runTimers('2026-09-21');
    expect(delivered).toHaveLength(1);
    const held = (await problems()).find(({ state }) => state === 'held');
    if (!held) throw new Error('nothing is held');
    expect(await settle(held.id, 'send-again')).toMatchObject({ ok: false, error: { code: 'NO_CREDIT' } });
    await accept();
    expect(await settle(held.id, 'send-again')).toMatchObject({ ok: true, data: { state: 'waiting' } });
    expect(await settle(held.id, 'send-again')).toMatchObject({ ok: true, data: { state: 'waiting' } });
    outcome = { kind: 'sent' };
    await runTimers('2026-09-21');
    await runTimers('2026-09-21');
    expect(delivered).toHaveLength(2);
    // Sent: there is nothing to settle any more, and nothing is.
    expect(await settle(held.id, 'send-again')).toMatchObject({ ok: true, data: { state: 'sent' } });
    expect((await problems()).some(({ id }) => id === held.id)).toBe(false);
  });

  it('tell the leader of what is a week late', async () => {
    await runTimers('2026-09-28');
    const { last } = await department.act(staff.leader, 'reminders.mine', {});
    expect(last).toMatchObject({ day: '2026-09-28', text: '有3项工作逾期已久，请过问' });
  });

  it('are listed to the last, though some were settled while one read', async () => {
    const [{ n }] = (await department.database.query<{ n: number }>(
      `with added as (
        insert into xueye.reminder_message
          (department_id, id, person_id, day, talks, others, overdue, state, reason, run_at)
        select department_id, gen_random_uuid(), id, date '2026-01-01' + day % 30, 1, 0, 0, 'refused',
          'no-credit', now()
        from xueye.person, generate_series(0, 29) day where work_no in ('T001', 'T003', 'T004')
        returning 1
      ) select count(*)::integer as n from added`,
    )) as [{ n: number }];
    expect(n).toBe(90);
    const page = (cursor?: string) =>
      department.act(staff.office, 'reminders.problems', cursor === undefined ? {} : { cursor }, 'office');
    const first = await page();
    const total = Object.values(first.counts).reduce((sum, count) => sum + count, 0);
    for (const { id } of first.items.slice(-5)) await settle(id, 'told', '电话');
    expect(first.nextCursor).not.toBeNull();
    const second = await page(first.nextCursor ?? '');
    expect(second.nextCursor).toBeNull();
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(total);
    expect(ids).toHaveLength(total);
    for (const [cursor, code] of [
      ['50', 'INVALID_INPUT'],
      ['2026-02-30:0195d3c0-0000-7000-8000-000000000000', 'NOT_A_DATE'],
    ] as const) {
      const reply = await department.call(staff.office, 'reminders.problems', { cursor }, 'office');
      expect(reply).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('are nobody’s but the office’s to settle', async () => {
    const [problem] = await problems();
    if (!problem) throw new Error('no problem');
    const before = await department.contents();
    for (const personId of [staff.leader, staff.adviser, staff.counselor, staff.volunteer]) {
      const reply = await department.call(personId, 'reminders.settle', {
        messageId: problem.id,
        how: 'told',
        note: '电话',
      });
      expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
    expect(await department.contents()).toBe(before);
  });
});
