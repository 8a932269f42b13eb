import { describe, expect, it } from 'vitest';
import type { Output, ScreeningSummary } from '#core/contract/index';
import { toComparedRows, toCompareView, toScreenedTerms } from '../../../miniprogram/views/compare';
import { sayAnswer, toReplayView } from '../../../miniprogram/views/replay';

const TODAY = '2026-09-14';
const summary = (screeningId: string, change: Partial<ScreeningSummary> = {}): ScreeningSummary => ({
  screeningId,
  term: '2025-2026-2',
  kind: 'official',
  ranOn: TODAY,
  by: '许佩兰',
  policy: { id: '2015', version: '2015.2' },
  students: 240,
  identified: 22,
  tiers: { watch: 5, 1: 7, 2: 6, 3: 4 },
  undecided: 22,
  files: ['成绩.xlsx'],
  ...change,
});
/** nbsp keeps a number and its word together. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the two screenings that are compared first', () => {
  const preview = summary('preview', { kind: 'preview', ranOn: '2026-08-28' });
  const older = summary('older', { ranOn: '2026-08-20' });

  it.each([
    ['the official one after its preview', [summary('own'), preview, older], '', 'preview', 'own'],
    ['without a preview, the one before', [summary('own'), older], '', 'older', 'own'],
    ['the one that one comes from', [summary('own'), preview, older], 'preview', 'older', 'preview'],
    ['from the oldest: it with the next', [summary('own'), older], 'older', 'older', 'own'],
    ['a newer preview: the official one', [preview, summary('own'), older], '', 'older', 'own'],
    ['only one: nothing', [summary('own')], 'own', '', 'own'],
  ])('%s', (_, screenings, wanted, before, after) => {
    expect(toScreenedTerms(screenings, wanted, TODAY)).toMatchObject([{ before, after }]);
  });

  it('groups by semester, the newest first, and does not mix them', () => {
    const terms = toScreenedTerms(
      [summary('a', { term: '2025-2026-1' }), summary('b'), summary('c', { term: '2025-2026-1' })],
      '',
      TODAY,
    );
    expect(terms.map(({ term, screenings }) => [term, screenings.map(({ id }) => id)])).toEqual([
      ['2025-2026-2', ['b']],
      ['2025-2026-1', ['a', 'c']],
    ]);
  });

  it('tells two of one day apart, the earlier being the first', () => {
    const [term] = toScreenedTerms([summary('late'), summary('early'), preview], '', TODAY);
    const labels = term?.screenings.map(({ label }) => label) ?? [];
    expect(labels[0]).toMatch(/（第 2 次）$/);
    expect(labels[1]).toMatch(/（第 1 次）$/);
    expect(labels[2]).not.toContain('次）');
  });
});

const answer = { identified: true, tier: 2, outstandingCredits: '16.00' } as const;
const student = { id: 's', studentNo: '202409011004', name: '林知远', className: '生物科学241' };

describe('a student in two screenings', () => {
  const comparison: Output<'screenings.compare'> = {
    before: 'a',
    after: 'b',
    counts: { new: 3, cleared: 2, up: 1, down: 0, same: 9 },
    items: [{ student, group: 'cleared', before: answer, after: null }],
    nextCursor: null,
  };

  it('counts stand in the words one chooses from', () => {
    const { emptyTitle, groupChoices } = toCompareView(comparison, 'down');
    expect(groupChoices.map(({ label }) => label)).toEqual([
      '新列入 3',
      '不再列入 2',
      '加重 1',
      '减轻 0',
      '不变 9',
    ]);
    expect(emptyTitle).toBe('没有减轻的学生');
  });

  it('carries credits before and after, and no tier once cleared', () => {
    const [row] = toComparedRows(comparison);
    expect(row).toMatchObject({ id: 's', tierWord: '', after: '不在名单' });
    expect(plain(row?.before ?? '')).toBe('二级 · 16.00 学分');
  });

  it.each([
    [null, '不在名单'],
    [answer, '二级 · 16.00 学分'],
    [{ ...answer, tier: null, identified: false, outstandingCredits: '11.00' }, '未列入 · 11.00 学分'],
    [{ ...answer, tier: 'watch' as const }, '建档关注 · 16.00 学分'],
  ])('%o is said %s', (given, said) => {
    expect(plain(sayAnswer(given))).toBe(said);
  });
});

describe('复核', () => {
  const replay: Output<'screenings.replay'> = {
    screeningId: 'n',
    policy: { id: '2015', version: '2015.2' },
    students: 240,
    isSame: true,
    differingCount: 0,
    differing: [],
  };

  it('says that it is the same, of how many, by which version', () => {
    const view = toReplayView(replay);
    expect(view).toMatchObject({ title: '重算一致', tone: 'done', rows: [], more: '' });
    expect(view.text).toContain('办法 2015.2 重算了 240 名学生');
  });

  it('names who differs, in what, and how many are not listed', () => {
    const view = toReplayView({
      ...replay,
      isSame: false,
      differingCount: 5,
      differing: [
        { student, stored: answer, replayed: { ...answer, tier: 1 }, parts: ['tier', 'evidence'] },
        { student, stored: null, replayed: answer, parts: [] },
        { student, stored: answer, replayed: null, parts: [] },
      ],
    });
    expect(view).toMatchObject({ title: '5 名学生重算不同', tone: 'late' });
    expect(view.rows.map(({ because }) => because)).toEqual([
      '不同：帮扶类型、依据',
      '保存的名单里没有这位学生',
      '重算后不在名单里',
    ]);
    expect(plain(view.rows[0]?.change ?? '')).toBe('保存：二级 · 16.00 学分；重算：一级 · 16.00 学分');
    expect(view.more).toBe('另有 2 名学生不同，没有列出。');
  });
});
