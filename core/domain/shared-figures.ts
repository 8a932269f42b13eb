import type { FigureSplitId } from './figure-items';
import { type Cells, hideSmall, isSmall, type Relation, rangesOf, type SharedCell } from './small-numbers';
import { HEAVIEST_FIRST, type SupportTier } from './support-tier';
import { endsOfMove, flowOfMove, NO_PART } from './term-figures';

/** Numbers of one split with the people behind each. */
export interface SplitCounts {
  readonly id: FigureSplitId;
  readonly total: number;
  readonly people: number;
  readonly parts: readonly { readonly key: string; readonly value: number; readonly people: number }[];
}

/** What others may see of the splits of one semester. */
export interface SharedFigures {
  readonly isHidden: (id: FigureSplitId, part: string) => boolean;
  readonly isTotalHidden: (id: FigureSplitId) => boolean;
}

/** Of students: they add up to those of the semester. */
const OF_STUDENTS: readonly FigureSplitId[] = ['tier', 'class', 'criterion', 'cause', 'flow'];
/** Adds up by itself. */
const OF_WORK = ['calls', 'letters', 'pairs', 'minutes', 'credits'] as const;
const SIDES = ['talks-adviser', 'talks-counselor'] as const;
const RECOVERED = ['recovered-tier', 'recovered-help'] as const;

const STUDENTS = 'students';
const keyOf = (id: FigureSplitId, part: string): string => `${id}/${part}`;
/** Credits recovered are one number, whichever way they are split. */
const totalOf = (id: FigureSplitId): string => (isRecovered(id) ? keyOf('credits', 'recovered') : `${id}=`);

/**
 * Students by tier of any semester, as others may see them; the same on every page and paper that shows
 * that semester, so that no two of them tell more than one.
 *
 * @returns places of those that are hidden
 */
export function hideTiers(values: readonly number[]): ReadonlySet<number> {
  const students = values.reduce((sum, value) => sum + value, 0);
  if (isSmall(students)) return new Set(values.keys());
  const cells = new Map<string, SharedCell>([[STUDENTS, known(students)]]);
  for (const [at, value] of values.entries())
    cells.set(String(at), { value, people: value, table: 'tier', kind: 'part' });
  const hidden = hideSmall(cells, [{ kind: 'sum', whole: STUDENTS, parts: [...values.keys()].map(String) }]);
  return new Set([...values.keys()].filter((at) => hidden.has(String(at))));
}

/** Hides small numbers in all splits of a semester together: what one of them tells of another counts. */
export function shareFigures(splits: readonly SplitCounts[]): SharedFigures {
  const of = new Map(splits.map((split) => [split.id, split]));
  const students = of.get('tier')?.total ?? 0;
  const blank = new Set(
    splits
      .filter(({ id, people }) => isSmall(people) || (isSmall(students) && OF_STUDENTS.includes(id)))
      .map(({ id }) => id),
  );
  if (!isFlowShown(of)) blank.add('flow');
  const cells = cellsOf(splits, blank);
  const hidden = hideSmall(cells, relationsOf(of, cells));
  return {
    isHidden: (id, part) => blank.has(id) || hidden.has(keyOf(id, part)),
    isTotalHidden: (id) => blank.has(id) || hidden.has(totalOf(id)),
  };
}

const isRecovered = (id: FigureSplitId): boolean => id === 'recovered-tier' || id === 'recovered-help';

const known = (value: number): SharedCell => ({ value, people: 0, table: STUDENTS, kind: 'known' });

function cellsOf(splits: readonly SplitCounts[], blank: ReadonlySet<FigureSplitId>): Cells {
  const cells = new Map<string, SharedCell>();
  for (const { id, parts, people, total } of splits) {
    if (id === 'flow' || id === 'moves' || id === 'workload') continue;
    const isBlank = blank.has(id);
    const tiers = id === 'tier' ? hideTiers(parts.map(({ value }) => value)) : null;
    for (const [at, { key, value, people: own }] of parts.entries()) {
      const isFixed = isBlank || tiers?.has(at) === true;
      const kind = isFixed ? 'withheld' : tiers === null ? 'part' : 'known';
      cells.set(keyOf(id, key), { value, people: own, table: id, kind });
    }
    if (OF_STUDENTS.includes(id) || isRecovered(id)) continue;
    cells.set(totalOf(id), { value: total, people, table: id, kind: isBlank ? 'withheld' : 'total' });
  }
  const students = splits.find(({ id }) => id === 'tier')?.total ?? 0;
  if (!isSmall(students)) cells.set(STUDENTS, known(students));
  for (const id of ['criterion', 'cause'] as const) {
    const own = splits.find((split) => split.id === id);
    const none = own?.parts.find(({ key }) => key === NO_PART)?.value ?? 0;
    const value = students - none;
    cells.set(totalOf(id), { value, people: value, table: id, kind: 'derived' });
  }
  for (const id of SIDES) {
    const late = splits.find((split) => split.id === id)?.parts.filter(({ key }) => isLate(key)) ?? [];
    const value = late.reduce((sum, part) => sum + part.value, 0);
    // People are in both: fewer than their sum, no fewer than the most.
    const people = Math.max(0, ...late.map((part) => part.people));
    cells.set(keyOf(id, LATE), { value, people, table: id, kind: 'derived' });
  }
  return cells;
}

const LATE = 'late-or-missed';
const isLate = (part: string): boolean => part === 'late' || part === 'missed';

/** Every way in which the numbers hang together. */
function relationsOf(of: ReadonlyMap<FigureSplitId, SplitCounts>, cells: Cells): readonly Relation[] {
  const partsOf = (id: FigureSplitId) => of.get(id)?.parts.map(({ key }) => key) ?? [];
  const sum = (whole: string, parts: readonly string[]): Relation => ({ kind: 'sum', whole, parts });
  const keys = (id: FigureSplitId, parts = partsOf(id)) => parts.map((part) => keyOf(id, part));
  const valueAt = (key: string) => cells.get(key)?.value ?? 0;
  const relations = [
    sum(STUDENTS, keys('tier')),
    sum(STUDENTS, keys('class')),
    ...(['criterion', 'cause'] as const).flatMap((id): Relation[] => {
      const named = keys(id).filter((key) => key !== keyOf(id, NO_PART));
      return [
        sum(STUDENTS, [totalOf(id), ...keys(id).filter((key) => key === keyOf(id, NO_PART))]),
        { kind: 'cover', whole: totalOf(id), parts: named },
      ];
    }),
    ...OF_WORK.map((id) => sum(totalOf(id), keys(id))),
    sum(totalOf('late-reason'), keys('late-reason')),
    ...SIDES.flatMap((id) => [
      sum(totalOf(id), [...keys(id).filter((key) => !isLateKey(id, key)), keyOf(id, LATE)]),
      sum(
        keyOf(id, LATE),
        keys(id).filter((key) => isLateKey(id, key)),
      ),
    ]),
    ...RECOVERED.map((id) => sum(totalOf(id), keys(id))),
    sum(
      totalOf('late-reason'),
      SIDES.map((id) => keyOf(id, LATE)),
    ),
    // Who knows the policy knows the tier by the criterion, and the other way round.
    sum(keyOf('criterion', 'failed-courses'), [keyOf('tier', '1')]),
    sum(keyOf('criterion', 'academic-warning'), [keyOf('tier', '2'), keyOf('tier', '3')]),
  ];
  // Some hold in most semesters only; a relation that does not hold tells nothing.
  return relations.filter(({ kind, parts, whole }) => {
    if (!cells.has(whole) || !parts.every((part) => cells.has(part))) return false;
    return kind === 'cover' || valueAt(whole) === parts.reduce((all, part) => all + valueAt(part), 0);
  });
}

const isLateKey = (id: FigureSplitId, key: string): boolean =>
  key === keyOf(id, 'late') || key === keyOf(id, 'missed');

/**
 * How students moved is shown whole or not at all: it says of either semester's tiers more than sums do. It
 * is not shown where one of its numbers or a tier of either semester is hidden, nor where a small move
 * from one tier to another could be reckoned from it.
 */
function isFlowShown(of: ReadonlyMap<FigureSplitId, SplitCounts>): boolean {
  const flow = of.get('flow')?.parts ?? [];
  const moves = of.get('moves')?.parts ?? [];
  if (flow.some(({ people }) => isSmall(people))) return false;
  const cells = new Map<string, SharedCell>();
  const relations: Relation[] = [];
  const add = (key: string, own: SplitCounts['parts']) => {
    const value = own.reduce((sum, part) => sum + part.value, 0);
    cells.set(key, known(value));
    relations.push({ kind: 'sum', whole: key, parts: own.map((part) => part.key) });
    return value;
  };
  const every = ALL_ENDS.flatMap((from) =>
    ALL_ENDS.filter((to) => from !== null || to !== null).map((to) => `${from ?? NO_PART}>${to ?? NO_PART}`),
  ).map((key) => moves.find((part) => part.key === key) ?? { key, value: 0, people: 0 });
  for (const { key, people, value } of every)
    cells.set(key, { value, people, table: 'moves', kind: 'derived' });
  for (const end of [0, 1] as const) {
    const tiers = HEAVIEST_FIRST.map((tier) =>
      add(
        `${end}:${tier}`,
        every.filter(({ key }) => endsOfMove(key)[end] === tier),
      ),
    );
    if (hideTiers(tiers).size > 0) return false;
  }
  for (const part of flow)
    add(
      part.key,
      every.filter(({ key }) => flowOfMove(key) === part.key),
    );
  const ranges = rangesOf(cells, relations, new Set(every.map(({ key }) => key)));
  return every.every(({ key, people }) => {
    const range = ranges.get(key);
    return !isSmall(people) || range === undefined || range.low < range.high;
  });
}

const ALL_ENDS: readonly (SupportTier | null)[] = [...HEAVIEST_FIRST, null];
