import { CAUSE_FACTORS } from './cause-factor';
import { CRITERIA } from './criterion';
import {
  FIGURE_SPLITS,
  FIGURE_UNITS,
  type FigureAudience,
  type FigureItem,
  type FigureSplitId,
} from './figure-items';
import { type SplitCounts, shareFigures } from './shared-figures';
import { HEAVIEST_FIRST } from './support-tier';
import { FLOW_PARTS, NO_PART, OTHER_PARTS, partLabel } from './term-figures';
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
  /** The parts are apart, so that they add up to the total. */
  readonly isApart: boolean;
}
const apart = (parts: readonly string[]): Shape => ({ parts, isApart: true });
const mixed = (parts: readonly string[]): Shape => ({ parts, isApart: false });

const SHAPES: Readonly<Record<FigureSplitId, Shape>> = {
  tier: apart(HEAVIEST_FIRST.map(String)),
  class: apart([]),
  // One student may have several.
  criterion: mixed(CRITERIA),
  cause: mixed([...CAUSE_FACTORS, NO_PART]),
  // This semester's students, and those of the one before.
  flow: mixed(FLOW_PARTS),
  // Those of flow told by tier; each student of either semester once.
  moves: apart([]),
  'talks-adviser': apart(['on-time', 'late', 'missed', 'extra']),
  'talks-counselor': apart(['on-time', 'late', 'missed', 'extra']),
  'late-reason': apart(['absent', 'handover', 'unsaid']),
  // A talk of two people stands with both.
  workload: mixed([]),
  calls: apart(['verified', 'unverified', 'unreached']),
  letters: apart(['delivered', 'posted', 'returned', 'unposted']),
  pairs: apart(['active', 'ended']),
  minutes: apart(['confirmed', 'open']),
  credits: apart(['recovered', 'open']),
  'recovered-tier': apart(HEAVIEST_FIRST.map(String)),
  'recovered-help': apart(HELP_WAYS),
};
/** The total of a split is the sum of its parts, and not the number of people in it. */
export const isApart = (id: FigureSplitId): boolean => SHAPES[id].isApart || FIGURE_UNITS[id] !== '名';

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
  const counts = FIGURE_SPLITS.map((id) =>
    countSplit(
      id,
      items.filter(({ split }) => split === id),
    ),
  );
  const shared = audience === 'shared' ? shareFigures(counts) : null;
  return counts
    .filter(({ id }) => shared === null || !NOT_SHARED.includes(id))
    .map(({ id, parts, total }) => {
      const worded = parts.map(({ key, value }) => ({
        key,
        label: nameOf(id, key) ?? partLabel(id, key),
        value: shared?.isHidden(id, key) ? null : value,
      }));
      return {
        id,
        total: shared?.isTotalHidden(id) ? null : total,
        parts: shared !== null && id === 'class' ? mergeHidden(worded) : worded,
      };
    });
}

function countSplit(id: FigureSplitId, own: readonly FigureItem[]): SplitCounts {
  const sums = new Map<string, number>();
  // Of talks and credits too it is the people behind them who could be known.
  const cases = new Map<string, Set<string>>();
  for (const { amount, caseId, part } of own) {
    sums.set(part, (sums.get(part) ?? 0) + amount);
    cases.set(part, (cases.get(part) ?? new Set()).add(caseId));
  }
  const parts = keysOf(id, sums).map((key) => ({
    key,
    value: sums.get(key) ?? 0,
    people: cases.get(key)?.size ?? 0,
  }));
  const people = new Set(own.map(({ caseId }) => caseId)).size;
  return { id, people, total: isApart(id) ? add(parts.map(({ value }) => value)) : people, parts };
}

/** Where classes stand by size, the place of a hidden one would tell its number. */
function mergeHidden(parts: FigureSplit['parts']): FigureSplit['parts'] {
  const shown = parts.filter(({ value }) => value !== null);
  return shown.length === parts.length
    ? shown
    : [...shown, { key: OTHER_PARTS, label: partLabel('class', OTHER_PARTS), value: null }];
}

function keysOf(id: FigureSplitId, sums: ReadonlyMap<string, number>): readonly string[] {
  const { parts } = SHAPES[id];
  const others = [...sums.keys()].filter((key) => !parts.includes(key));
  return [...parts, ...others.sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0) || (a < b ? -1 : 1))];
}

export const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
