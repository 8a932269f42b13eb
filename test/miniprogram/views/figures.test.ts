import { describe, expect, it } from 'vitest';
import type { Output } from '#core/contract/index';
import { toFigureRows, toFiguresView, toOverTerms, toRowsTitle } from '../../../miniprogram/views/figures';

const figures: Output<'figures.show'> = {
  term: '2025-2026-2',
  terms: [
    {
      term: '2025-2026-1',
      total: 10,
      tiers: [
        { tier: 3, value: 4 },
        { tier: 2, value: 6 },
      ],
    },
    {
      term: '2025-2026-2',
      total: 20,
      tiers: [
        { tier: 3, value: 0 },
        { tier: 2, value: 20 },
      ],
    },
  ],
  audience: 'group',
  isWhole: true,
  splits: [
    {
      id: 'tier',
      total: 20,
      parts: [
        { key: '2', label: '二级', value: 20 },
        { key: '1', label: '一级', value: 5 },
        { key: '3', label: '三级（最重）', value: 0 },
      ],
    },
  ],
};

describe('figures as bars', () => {
  it('measures each bar by the longest, and opens those that have rows', () => {
    const [card] = toFiguresView(figures).cards;
    expect(card?.stretches[0]?.bars.map(({ value, width, isOpening }) => [value, width, isOpening])).toEqual([
      ['20 名', 100, true],
      ['5 名', 25, true],
      ['0 名', 0, false],
    ]);
    expect(card?.stretches[0]?.bars[0]?.spoken).toBe('二级，20 名，查看名单');
  });

  it('draws each semester to the measure of the largest, and says it in words', () => {
    const [old, own] = toFiguresView(figures).terms;
    expect(old?.parts.map(({ width }) => width)).toEqual([20, 30]);
    expect(own?.parts.map(({ word, width }) => [word, width])).toEqual([['二级', 100]]);
    expect(old?.spoken).toBe('2025-2026学年第1学期，三级（最重） 4 名，二级 6 名');
  });

  it('says what is hidden, draws nothing of it and opens nothing', () => {
    const shared = toFiguresView({
      ...figures,
      audience: 'shared',
      splits: [{ id: 'tier', total: null, parts: [{ key: '2', label: '二级', value: null }] }],
    });
    expect(shared.sentence).toContain('不足 5 名');
    expect(shared.cards[0]?.stretches[0]?.bars[0]).toMatchObject({
      value: '不公开',
      width: 0,
      isOpening: false,
    });
  });

  it('opens each semester, each of its parts and each total within the working group only', () => {
    const own = toFiguresView(figures);
    expect(own.terms.map(({ isOpening, parts }) => [isOpening, parts[0]?.spoken])).toEqual([
      [true, '2025-2026学年第1学期，三级（最重） 4 名，查看名单'],
      [true, '2025-2026学年第2学期，二级 20 名，查看名单'],
    ]);
    expect(own.cards[0]?.total).toMatchObject({ label: '合计', value: '20 名', isOpening: true });
    const shared = toFiguresView({ ...figures, audience: 'shared' });
    expect(shared.terms.map(({ isOpening }) => isOpening)).toEqual([false, false]);
    expect(shared.cards[0]).toMatchObject({ total: null, note: '20 名' });
  });

  it('shows one number over the semesters, and opens the others', () => {
    const overTerms = [
      { term: '2024-2025-2', value: 10 },
      { term: '2025-2026-1', value: 20 },
    ];
    const rows = { value: 20, label: '生物科学241', overTerms, items: [], nextCursor: null };
    expect(
      toOverTerms('class', rows, '2025-2026-1').map(({ label, value, width, isOpening }) => [
        label,
        value,
        width,
        isOpening,
      ]),
    ).toEqual([
      ['2025-2026-1', '20 名', 100, false],
      ['2024-2025-2', '10 名', 50, true],
    ]);
    expect(toRowsTitle(null, { ...rows, label: '11月2日至11月8日' })).toBe(
      '预测要谈的：11月2日至11月8日，约 20 次',
    );
  });

  it('shows nothing before the first case', () => {
    expect(toFiguresView({ ...figures, term: null, splits: [] }).cards).toEqual([]);
  });

  it('names the number above its rows', () => {
    const rows: Output<'figures.rows'> = {
      value: 1,
      label: '加重',
      overTerms: [],
      nextCursor: null,
      items: [
        {
          key: 'a:0',
          studentId: 'a',
          studentNo: '202405010101',
          name: '林知远',
          className: '',
          tier: 2,
          detail: '一级 → 二级',
        },
      ],
    };
    expect(toRowsTitle('flow', rows)).toBe('与上学期相比：加重，1 名');
    expect(toFigureRows(rows)[0]).toMatchObject({ id: 'a', spoken: '林知远，未分班，二级，一级 → 二级' });
  });
});
