import type { FigureRows, TermFigures, TermSummaryView } from '#core/contract/index';
import { FIGURE_SPLITS, type FigureItem } from '#core/domain/figure-items';
import { sumFigures } from '#core/domain/figure-sums';
import { SUMMARY_PARTS } from '#core/domain/term-summary';

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
  overTerms: Array.from({ length: 12 }, (_, index) => ({
    term: `${2019 + index}-${2020 + index}-1`,
    value: 12 + index,
  })),
  nextCursor: 'next',
};

const WORDS = '班主任谈话按期率提高，三级学生的家长来校面谈约定较晚。'.repeat(20);

export const summarySample: TermSummaryView = {
  term: '2025-2026-2',
  terms: ['2025-2026-2', '2025-2026-1'],
  ordinal: 3,
  words: { achievements: WORDS, shortcomings: WORDS, plan: WORDS },
  saved: { by: '欧阳老师', at: '2026-10-12T02:00:00Z' },
  suggestions: SUMMARY_PARTS.flatMap((part) =>
    Array.from({ length: 6 }, (_, index) => ({
      part,
      text: `与上学期相比，减轻 ${index} 名，不再列入 ${index + 3} 名。`,
    })),
  ),
  versions: Array.from({ length: 4 }, (_, index) => ({
    version: 4 - index,
    by: '欧阳老师',
    on: '2026-10-11',
    reason: index < 3 ? '更正一名学生的类型' : '',
    hash: 'a'.repeat(64),
  })),
  canSign: true,
};
