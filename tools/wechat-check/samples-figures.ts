import type { FigureRows, TermFigures } from '#core/contract/index';
import { FIGURE_SPLITS, type FigureItem } from '#core/domain/figure-items';
import { sumFigures } from '#core/domain/figure-sums';

const CLASSES = 40;

/** Every split with all that it can show, and classes of a large department. */
const items: readonly FigureItem[] = FIGURE_SPLITS.flatMap((split) =>
  Array.from({ length: 120 }, (_, index) => ({
    split,
    part: split === 'tier' ? String((index % 3) + 1) : `class-${index % CLASSES}`,
    amount: 1,
    caseId: `case-${index}`,
    detail: '',
  })),
).filter(({ split }) => split === 'tier' || split === 'class');

export const figuresSample: TermFigures = {
  term: '2025-2026-2',
  terms: Array.from({ length: 8 }, (_, index) => ({
    term: `${2019 + index}-${2020 + index}-${(index % 2) + 1}`,
    tiers: ([3, 2, 1, 'watch'] as const).map((tier) => ({ tier, value: 12 + index })),
    total: 48 + 4 * index,
  })),
  audience: 'group',
  isWhole: true,
  splits: sumFigures(items, 'group', (split, part) =>
    split === 'class' ? `计算机24${part.slice(6)}` : undefined,
  ),
};

export const figureRowsSample: FigureRows = {
  value: 150,
  label: '二级',
  items: Array.from({ length: 50 }, (_, index) => ({
    key: `student-${index}:${index}`,
    studentId: `student-${index}`,
    studentNo: `2024070202${String(index).padStart(2, '0')}`,
    name: '欧阳同学',
    className: '计算机2401',
    tier: 2,
    detail: '一级 → 二级',
  })),
  nextCursor: 'next',
};
