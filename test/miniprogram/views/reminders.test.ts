import { describe, expect, it } from 'vitest';
import type { MyReminders, ReminderProblem } from '#core/contract/index';
import { MESSAGE_REASON_LABELS } from '#core/domain/labels';
import { MESSAGE_REASONS, PROBLEM_STATES } from '#core/domain/reminder-message';
import {
  sayProblems,
  sayReport,
  sayTopUp,
  toProblemRow,
  toReminderView,
} from '../../../miniprogram/views/reminders';

const TODAY = '2026-09-20';
const viewOf = (mine: Partial<MyReminders>, mayBeEmployee = false) =>
  toReminderView({ credits: 2, isEmployee: false, last: null, ...mine }, { today: TODAY, mayBeEmployee });
const last = (
  state: NonNullable<MyReminders['last']>['state'],
  reason: NonNullable<MyReminders['last']>['reason'] = null,
) => viewOf({ last: { day: '2026-09-18', text: '您有3项谈话待完成', state, reason } }).last;

describe('我的 · 提醒', () => {
  it('says how many are left, and what to do where there are none', () => {
    expect(viewOf({})).toMatchObject({
      note: '还能收到 2 条',
      last: '',
    });
    const none = viewOf({ credits: 0 });
    expect(none.note).toBe('没有了');
    expect(none.sentence).toContain('提醒我');
  });

  it('offers the employee relation where it can be had, and says so where it stands', () => {
    expect(viewOf({}, false).canBeEmployee).toBe(false);
    expect(viewOf({}, true).canBeEmployee).toBe(true);
    const bound = viewOf({ isEmployee: true, credits: 0 }, true);
    expect(bound).toMatchObject({ canBeEmployee: false, isEmployee: true, note: '用工消息' });
    expect(bound.sentence).toContain('小程序助手');
  });

  it('says what became of the last one', () => {
    expect(last('sent')).toBe('9月18日：您有3项谈话待完成（已发出）');
    expect(last('held', 'no-answer')).toContain('不知道是否发出');
    expect(last('waiting')).toContain('待发送');
    expect(last('sending')).toContain('待发送');
    expect(last('refused', 'no-credit')).toContain('没有发出：没有订阅额度');
  });

  it('answers each way of taking the question', () => {
    expect(sayTopUp({ kind: 'accepted', credits: 3 })).toContain('3 条');
    const others = ['rejected', 'switched-off', 'banned'].map((kind) => sayTopUp({ kind }));
    expect(new Set(others).size).toBe(3);
    // Nothing is lost by saying no.
    for (const sentence of others) expect(sentence).toMatch(/今日|打开/);
  });
});

describe('未送达的提醒', () => {
  const problem = (fields: Partial<ReminderProblem> = {}): ReminderProblem => ({
    id: 'm',
    person: { name: '顾明澜', workNo: 'T001' },
    day: '2026-09-18',
    text: '您有3项谈话待完成',
    state: 'refused',
    reason: 'no-credit',
    code: null,
    settled: null,
    ...fields,
  });
  const row = (fields: Partial<ReminderProblem> = {}) => toProblemRow(problem(fields), TODAY);

  it.each(MESSAGE_REASONS)('says why and what to do: %s', (reason) => {
    const shown = row({
      reason,
      state: reason === 'no-answer' || reason === 'interrupted' ? 'held' : 'failed',
    });
    expect(shown.reason).toBe(`${MESSAGE_REASON_LABELS[reason]}。`);
    expect(shown.advice).not.toBe('');
    expect(shown.isOpen).toBe(true);
  });

  it('asks first where nobody knows, and shows WeChat’s number where it answered', () => {
    expect(row({ state: 'held', reason: 'no-answer' })).toMatchObject({ word: '待核实', tone: 'due' });
    expect(row({ state: 'held', reason: 'no-answer' }).advice).toContain('先问本人');
    expect(row({ reason: 'unsubscribed', code: 43101 }).reason).toContain('微信回答 43101');
  });

  it('is closed once it was told, or waits again', () => {
    const settled = { how: 'told', on: '2026-09-19', by: '沈知礼', note: '电话' } as const;
    expect(row({ settled })).toMatchObject({ word: '已告知', tone: 'done', isOpen: false, advice: '' });
    expect(row({ state: 'waiting', reason: null })).toMatchObject({ word: '等待发送', isOpen: false });
    const again = { how: 'send-again', on: '2026-09-19', by: '沈知礼', note: null } as const;
    expect(row({ settled: again })).toMatchObject({ isOpen: true });
    expect(row({ settled: again }).reason).toContain('9月19日由沈知礼再发过一次');
  });

  it('reads out who, when and what', () => {
    expect(row().spoken).toBe('顾明澜，9月18日，收不到，没有订阅额度');
  });

  const none = { sent: 0, waiting: 0, 'no-credit': 0, 'not-bound': 0, refused: 0, failed: 0, unknown: 0 };
  const report = { from: '2026-08-22', counts: none };

  it('reports what became of all of them, what did not happen left out', () => {
    expect(sayReport(report, TODAY)).toBe('');
    const some = { ...none, 'no-credit': 3, unknown: 1 };
    expect(sayReport({ ...report, counts: some }, TODAY)).toBe(
      '8月22日以来共 4 条：已发出 0，没有额度 3，不知道是否发出 1。',
    );
    const all = { sent: 1, waiting: 2, 'no-credit': 3, 'not-bound': 4, refused: 5, failed: 6, unknown: 7 };
    expect(sayReport({ ...report, counts: all }, TODAY)).toBe(
      '8月22日以来共 28 条：已发出 1，等待发送 2，没有额度 3，没有绑定微信 4，拒收 5，没发出 6，不知道是否发出 7。',
    );
  });

  it('says how many of each kind', () => {
    const none = { held: 0, refused: 0, failed: 0, dropped: 0 };
    const page = { items: [], nextCursor: null, report };
    expect(sayProblems({ ...page, counts: none })).toBe('');
    const all = sayProblems({ ...page, counts: { held: 1, refused: 2, failed: 3, dropped: 4 } });
    expect(all).toContain('待核实 1，收不到 2，没发出 3，已过期 4');
    expect(PROBLEM_STATES).toHaveLength(4);
  });
});
