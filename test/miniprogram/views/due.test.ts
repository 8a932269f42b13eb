import { describe, expect, it } from 'vitest';
import { toDue } from '../../../miniprogram/views/due';

const TODAY = '2026-09-14';
const because = '认定 9月7日 + 7天';

describe('a due date', () => {
  it.each([
    ['overdue', '2026-09-13', '逾期1天', 'late', '应于昨天'],
    ['overdue', '2026-09-01', '逾期13天', 'late', '应于9月1日'],
    ['open', '2026-09-14', '今天到期', 'due', ''],
    ['open', '2026-09-15', '待办', 'due', '明天前'],
    ['upcoming', '2026-10-15', '未到期', 'calm', '10月15日前'],
    ['upcoming', null, '未到期', 'calm', ''],
    ['paused', '2026-09-01', '暂停', 'calm', ''],
    ['waived', '2026-09-01', '免办', 'calm', ''],
  ] as const)('%s on %s says %s', (state, dueOn, word, tone, text) => {
    expect(toDue({ state, dueOn, because }, TODAY)).toEqual({ word, tone, text, because });
  });

  it('done says when it was done', () => {
    expect(toDue({ state: 'done', dueOn: '2026-09-10', doneOn: '2026-09-13', because }, TODAY).text).toBe(
      '昨天',
    );
  });

  it('has a word in every state, so that colour never stands alone', () => {
    for (const state of ['overdue', 'open', 'upcoming', 'done', 'paused', 'waived'] as const) {
      expect(toDue({ state, dueOn: null, because: null }, TODAY).word).not.toBe('');
    }
  });
});
