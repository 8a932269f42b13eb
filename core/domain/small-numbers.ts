/** Below this a number of people could be known by name. */
const SMALL_BELOW = 5;

export const isSmall = (people: number): boolean => people > 0 && people < SMALL_BELOW;

/** A number of a table that is shared, or one that can be reckoned from such. */
export interface SharedCell {
  /** A whole number, 0 or more. */
  readonly value: number;
  /** How many people stand behind it. */
  readonly people: number;
  readonly table: string;
  /**
   * `part` and `total` may be hidden, totals last; `known` is shown whatever happens, `withheld` is hidden
   * already; `derived` is printed nowhere.
   */
  readonly kind: 'part' | 'total' | 'known' | 'withheld' | 'derived';
}

/** `sum`: the parts add up to the whole. `cover`: each of the whole is in one part or in several. */
export interface Relation {
  readonly kind: 'sum' | 'cover';
  readonly whole: string;
  readonly parts: readonly string[];
}

export type Cells = ReadonlyMap<string, SharedCell>;

/** The values that a cell may have for whoever sees the rest. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Hides small numbers where tables are shared beyond the working group, and so many others (complementary
 * suppression) that none of them can be reckoned from what is shown: the range that is left to a small
 * number is as wide as what "hidden" says by itself, 1 to 4, and half of the number where it counts no people.
 *
 * @returns keys of the cells that are hidden
 */
export function hideSmall(cells: Cells, relations: readonly Relation[]): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const [key, { kind, people }] of cells)
    if (kind === 'withheld' || kind === 'derived' || (kind !== 'known' && isSmall(people))) hidden.add(key);
  const guarded = [...cells].filter(([, { people }]) => isSmall(people));
  for (;;) {
    const ranges = rangesOf(cells, relations, hidden);
    const told = guarded.find(([key, cell]) => !isVague(cell, ranges.get(key)));
    if (!told) break;
    const [key, cell] = told;
    const more = candidates(key, cells, relations, hidden);
    const after = (one: string) => rangesOf(cells, relations, new Set([...hidden, one])).get(key);
    const next = more.find((one) => isVague(cell, after(one))) ?? more[0];
    if (next === undefined) break;
    hidden.add(next);
  }
  return hidden;
}

const isVague = ({ value }: SharedCell, range: Range | undefined): boolean =>
  range === undefined || range.high - range.low >= Math.max(SMALL_BELOW - 2, value / 2);

/** What may be hidden beside a cell, through whatever is hidden already: small parts first, zeros last. */
function candidates(
  from: string,
  cells: Cells,
  relations: readonly Relation[],
  hidden: ReadonlySet<string>,
): readonly string[] {
  const reached = new Set([from]);
  for (const key of reached) {
    if (!hidden.has(key)) continue;
    for (const { parts, whole } of relations)
      if (whole === key || parts.includes(key)) for (const one of [whole, ...parts]) reached.add(one);
  }
  const costOf = ({ kind, value }: SharedCell) => (value === 0 ? 2 : kind === 'total' ? 1 : 0);
  return [...reached]
    .flatMap((key) => {
      const cell = cells.get(key);
      return cell && !hidden.has(key) && (cell.kind === 'part' || cell.kind === 'total')
        ? [{ key, cost: costOf(cell), value: cell.value }]
        : [];
    })
    .sort((a, b) => a.cost - b.cost || a.value - b.value || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}

/**
 * What can be reckoned of each cell by its sums, from both ends, until nothing more follows; exact where the
 * sums hang together as a tree.
 */
export function rangesOf(
  cells: Cells,
  relations: readonly Relation[],
  hidden: ReadonlySet<string>,
): ReadonlyMap<string, Range> {
  const veiled = veiledTables(cells, hidden);
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  for (const [key, { value, table, kind }] of cells) {
    const isHidden = hidden.has(key);
    low.set(key, !isHidden ? value : kind === 'derived' || veiled.has(table) ? 0 : 1);
    high.set(key, isHidden ? Number.POSITIVE_INFINITY : value);
  }
  const lowOf = (key: string) => low.get(key) ?? 0;
  const highOf = (key: string) => high.get(key) ?? 0;
  let isChanged = true;
  const raise = (key: string, to: number) => {
    if (to <= lowOf(key)) return;
    low.set(key, to);
    isChanged = true;
  };
  const lower = (key: string, to: number) => {
    if (to >= highOf(key)) return;
    high.set(key, to);
    isChanged = true;
  };
  while (isChanged) {
    isChanged = false;
    for (const { kind, whole, parts } of relations) {
      const isSum = kind === 'sum';
      const lows = parts.map(lowOf);
      const highs = parts.map(highOf);
      const least = sumOf(lows);
      const most = sumOf(highs);
      lower(whole, most.of(null));
      raise(whole, isSum ? least.of(null) : Math.max(0, ...lows));
      for (const [at, part] of parts.entries()) {
        lower(part, highOf(whole) - (isSum ? least.of(lows[at] ?? 0) : 0));
        raise(part, lowOf(whole) - most.of(highs[at] ?? 0));
      }
    }
  }
  return new Map([...cells.keys()].map((key) => [key, { low: lowOf(key), high: highOf(key) }]));
}

/** A sum of numbers, some without an end, and what it is without one of them. */
function sumOf(values: readonly number[]) {
  const finite = values.filter(Number.isFinite);
  const sum = finite.reduce((all, value) => all + value, 0);
  const endless = values.length - finite.length;
  return {
    of: (without: number | null): number => {
      const isEndless = without !== null && !Number.isFinite(without);
      if (endless - (isEndless ? 1 : 0) > 0) return Number.POSITIVE_INFINITY;
      return sum - (isEndless ? 0 : (without ?? 0));
    },
  };
}

/** Tables of which a zero is hidden, or everything: there a hidden number may be none. */
function veiledTables(cells: Cells, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const tables = new Map<string, boolean>();
  for (const [key, { table, kind }] of cells) {
    if (kind === 'derived') continue;
    const isShown = !hidden.has(key);
    tables.set(table, (tables.get(table) ?? true) && !isShown);
  }
  for (const [key, { table, value, kind }] of cells)
    if (kind !== 'derived' && value === 0 && hidden.has(key)) tables.set(table, true);
  return new Set([...tables].flatMap(([table, isVeiled]) => (isVeiled ? [table] : [])));
}
