import { CAUSE_FACTORS } from './cause-factor';
import { CRITERIA } from './criterion';
import {
  FIGURE_SPLITS,
  FIGURE_UNITS,
  type FigureAudience,
  type FigureItem,
  type FigureSplitId,
} from './figure-items';
import { hideSmall, isSmall } from './small-numbers';
import { FLOW_PARTS, NO_PART, partLabel } from './term-figures';
import { HELP_WAYS } from './work-figures';

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
  // Those of flow told by tier; each student of either semester once.
  moves: { parts: [], sums: null },
  'talks-adviser': { parts: ['on-time', 'late', 'missed', 'extra'], sums: null },
  'talks-counselor': { parts: ['on-time', 'late', 'missed', 'extra'], sums: null },
  'late-reason': { parts: ['absent', 'handover', 'unsaid'], sums: null },
  // A talk of two people stands with both.
  workload: { parts: [], sums: [] },
  calls: { parts: ['verified', 'unverified', 'unreached'], sums: null },
  letters: { parts: ['delivered', 'posted', 'returned', 'unposted'], sums: null },
  pairs: { parts: ['active', 'ended'], sums: null },
  minutes: { parts: ['confirmed', 'open'], sums: null },
  credits: { parts: ['recovered', 'open'], sums: null },
  'recovered-tier': { parts: ['3', '2', '1', 'watch'], sums: null },
  'recovered-help': { parts: HELP_WAYS, sums: null },
};
/** Of the working group's own people, and what would tell the hidden parts of `flow`: nobody else's business. */
const NOT_SHARED: readonly FigureSplitId[] = ['workload', 'moves'];

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
  const shown = FIGURE_SPLITS.filter((id) => audience === 'group' || !NOT_SHARED.includes(id));
  return shown.map((id) => {
    const own = items.filter(({ split }) => split === id);
    const sums = new Map<string, number>();
    for (const { part, amount } of own) sums.set(part, (sums.get(part) ?? 0) + amount);
    const keys = keysOf(id, sums);
    const values = keys.map((key) => sums.get(key) ?? 0);
    const isSum = SHAPES[id].sums === null || FIGURE_UNITS[id] !== '名';
    const people = countCases(own);
    const hidden =
      audience === 'group'
        ? values
        : // Of talks and credits too it is the people behind them who could be known.
          hideSmall(
            keys.map((key) => countCases(own.filter(({ part }) => part === key))),
            sumsOf(id, keys),
          );
    return {
      id,
      total: audience === 'shared' && isSmall(people) ? null : isSum ? add(values) : people,
      parts: keys.map((key, at) => ({
        key,
        label: nameOf(id, key) ?? partLabel(id, key),
        value: hidden[at] === null ? null : (values[at] ?? 0),
      })),
    };
  });
}

const countCases = (items: readonly FigureItem[]): number => new Set(items.map(({ caseId }) => caseId)).size;

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
