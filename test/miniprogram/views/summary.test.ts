import { describe, expect, it } from 'vitest';
import { takeOver, toSummaryPage, toSummaryParts } from '../../../miniprogram/views/summary';

const WORDS = { achievements: '谈话按期。', shortcomings: '', plan: '' };
const SUGGESTIONS = [
  { part: 'achievements', text: '谈话按期。' },
  { part: 'shortcomings', text: '有 2 封通知书被退回。' },
] as const;

describe('the parts of a summary', () => {
  it('offer what the numbers suggest until it was taken over', () => {
    const [good, poor] = toSummaryParts(WORDS, SUGGESTIONS, null);
    expect(good).toMatchObject({ label: '成绩', text: '谈话按期。', suggestions: [], theirs: '' });
    expect(poor?.suggestions).toEqual(['有 2 封通知书被退回。']);
    const taken = { ...WORDS, shortcomings: takeOver('', '有 2 封通知书被退回。') };
    expect(toSummaryParts(taken, SUGGESTIONS, null)[1]?.suggestions).toEqual([]);
  });

  it('show what somebody else wrote where it differs', () => {
    const parts = toSummaryParts(WORDS, [], { ...WORDS, plan: '早约家长。' });
    expect(parts.map(({ theirs }) => theirs)).toEqual(['', '', '早约家长。']);
  });

  it('add below what is written', () => {
    expect(takeOver('一\n', '二')).toBe('一\n二');
    expect(takeOver(' ', '二')).toBe('二');
  });

  it('name who saved, who signed and why it was corrected', () => {
    const page = toSummaryPage(
      {
        term: '2025-2026-2',
        terms: ['2025-2026-2'],
        ordinal: 1,
        words: WORDS,
        saved: null,
        suggestions: [],
        versions: [
          { version: 2, by: '陆承钧', on: '2027-01-15', reason: '补录', hash: 'b'.repeat(64) },
          { version: 1, by: '陆承钧', on: '2027-01-14', reason: '', hash: 'a'.repeat(64) },
        ],
        canSign: true,
      },
      '2027-01-16',
    );
    expect(page.isCorrection).toBe(true);
    expect(page.versions.map(({ reason, hash }) => [reason, hash])).toEqual([
      ['更正原因：补录', '校验码 bbbbbbbbbbbb'],
      ['', '校验码 aaaaaaaaaaaa'],
    ]);
    expect(page.saved).toBe('2025-2026学年第2学期认定的学生，还没有人写过。');
  });
});
