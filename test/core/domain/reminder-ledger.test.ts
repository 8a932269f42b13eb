import { describe, expect, it } from 'vitest';
import type { DigestCounts, ReminderItem } from '#core/domain/reminder';
import { freshStages, ledgerLine, sumOfTallies } from '#core/domain/reminder-ledger';

const item = (fields: Partial<ReminderItem> = {}): ReminderItem => ({
  personId: 'a',
  caseId: 'case',
  kind: 'first-talk',
  role: 'adviser',
  dueOn: '2026-09-21',
  stage: 'before',
  ...fields,
});
const told = (day: string, ...items: ReminderItem[]) => ({ day, lines: items.map(ledgerLine).join('\n') });
const NONE: ReadonlySet<string> = new Set();

describe('what is new to the ledger', () => {
  it('is what it does not have, whatever day it was told on', () => {
    const tally = new Map<string, DigestCounts>();
    const items = [item(), item({ stage: 'day' }), item({ personId: 'b', kind: 'pairing' })];
    const fresh = freshStages(items, [told('2026-09-18', item())], NONE, tally);
    expect(fresh).toEqual({
      count: 2,
      lines: 'first-talk adviser 2026-09-21 day a\npairing adviser 2026-09-21 before b',
    });
    expect([...tally]).toEqual([
      ['a', { talks: 1, others: 0, overdue: 0 }],
      ['b', { talks: 0, others: 1, overdue: 0 }],
    ]);
    expect(freshStages(items, [told('2026-09-18', ...items)], NONE, tally)).toEqual({ count: 0, lines: '' });
    expect(tally.size).toBe(2);
  });

  it('is new again with another due date, owner or person', () => {
    const others = [item({ dueOn: '2026-09-22' }), item({ role: 'counselor' }), item({ personId: 'b' })];
    const { count } = freshStages(others, [told('2026-09-18', item())], NONE, new Map());
    expect(count).toBe(3);
  });

  it('counts a duty once where its stages of two days come in one digest, the leader’s part apart', () => {
    const tally = new Map<string, DigestCounts>();
    const before = [told('2026-09-18', item(), item({ stage: 'leader-1' }))];
    const items = [item({ stage: 'day' }), item({ stage: 'leader-2' })];
    expect(freshStages(items, before, new Set(['2026-09-18']), tally).count).toBe(2);
    expect(tally.size).toBe(0);
    expect(freshStages(items, before, new Set(['2026-09-17']), tally).count).toBe(2);
    expect(tally.get('a')).toEqual({ talks: 1, others: 0, overdue: 1 });
  });
});

it('the digests of several days come together', () => {
  const one = (talks: number, overdue: number) => ({ talks, others: 1, overdue });
  const sum = sumOfTallies([
    new Map([['a', one(1, 2)]]),
    new Map(),
    new Map([
      ['a', one(3, 0)],
      ['b', one(0, 0)],
    ]),
  ]);
  expect([...sum]).toEqual([
    ['a', { talks: 4, others: 2, overdue: 2 }],
    ['b', { talks: 0, others: 1, overdue: 0 }],
  ]);
});
