import { CAUSE_FACTORS } from './cause-factor';
import { CRITERIA } from './criterion';
import { FIGURE_SPLITS, type FigureAudience, type FigureItem, type FigureSplitId } from './figure-items';
import { hideSmall, isSmall } from './small-numbers';
import { FLOW_PARTS, NO_PART, partLabel } from './term-figures';

/** Numbers of one split; hidden ones are null. */
export interface FigureSplit {
  readonly id: FigureSplitId;
  /** Of a split whose parts are apart their sum, else of the students; null: hidden. */
  readonly total: number | null;
  readonly parts: readonly { readonly key: string; readonly label: string; readonly value: number | null }[];
}

interface Shape {
  /** Those that are shown even at 0, in this order; the others follow, the larger first. */
  readonly parts: readonly string[];
  /** Keys that add up to something published; null: all of them do; []: nothing adds up. */
  readonly sums: readonly (readonly string[])[] | null;
}

const SHAPES: Readonly<Record<FigureSplitId, Shape>> = {
  tier: { parts: ['3', '2', '1', 'watch'], sums: null },
  class: { parts: [], sums: null },
  // One student may have several.
  criterion: { parts: CRITERIA, sums: [] },
  cause: { parts: [...CAUSE_FACTORS, NO_PART], sums: [] },
  // This semester's students, and those of the one before.
  flow: {
    parts: FLOW_PARTS,
    sums: [
      ['new', 'up', 'same', 'down'],
      ['gone', 'up', 'same', 'down'],
    ],
  },
};

/**
 * All splits from their rows.
 *
 * @param nameOf names of parts that are no code: classes, people
 */
export function sumFigures(
  items: readonly FigureItem[],
  audience: FigureAudience,
  nameOf: (split: FigureSplitId, part: string) => string | undefined,
): readonly FigureSplit[] {
  return FIGURE_SPLITS.map((id) => {
    const own = items.filter(({ split }) => split === id);
    const sums = new Map<string, number>();
    for (const { part, amount } of own) sums.set(part, (sums.get(part) ?? 0) + amount);
    const keys = keysOf(id, sums);
    const values = keys.map((key) => sums.get(key) ?? 0);
    const total = SHAPES[id].sums === null ? add(values) : new Set(own.map(({ caseId }) => caseId)).size;
    const shown = audience === 'shared' ? hideSmall(values, sumsOf(id, keys)) : values;
    return {
      id,
      total: audience === 'shared' && isSmall(total) ? null : total,
      parts: keys.map((key, at) => ({
        key,
        label: nameOf(id, key) ?? partLabel(id, key),
        value: shown[at] ?? null,
      })),
    };
  });
}

function keysOf(id: FigureSplitId, sums: ReadonlyMap<string, number>): readonly string[] {
  const { parts } = SHAPES[id];
  const others = [...sums.keys()].filter((key) => !parts.includes(key));
  return [...parts, ...others.sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0) || (a < b ? -1 : 1))];
}

function sumsOf(id: FigureSplitId, keys: readonly string[]): readonly (readonly number[])[] {
  const { sums } = SHAPES[id];
  if (sums === null) return [keys.map((_, at) => at)];
  return sums.map((sum) => sum.map((key) => keys.indexOf(key)));
}

export const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
