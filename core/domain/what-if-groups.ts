import { type ClassStaff, type Compared, isMoved, type Standing, tierOfStanding } from './what-if';
import type { WorkSide } from './workload';

/**
 * What another rule does to one student: comes onto the list or leaves it; a heavier or a lighter tier;
 * a move among those whom no criterion names (near, apart); other credits in the same place; nothing.
 */
export const MOVE_GROUPS = ['new', 'gone', 'up', 'down', 'beside', 'credits', 'same'] as const;
export type MoveGroup = (typeof MOVE_GROUPS)[number];

type Move = Pick<Compared, 'before' | 'after' | 'creditsBefore' | 'creditsAfter'>;

export function moveGroupOf(row: Move): MoveGroup {
  if (!isMoved(row)) return 'same';
  if (row.before === row.after) return 'credits';
  const [from, to] = [weightOf(row.before), weightOf(row.after)];
  if (from === null && to === null) return 'beside';
  if (from === null) return 'new';
  if (to === null) return 'gone';
  return to > from ? 'up' : 'down';
}

/** null: not identified, so that no tier is proposed. */
function weightOf(standing: Standing): number | null {
  const tier = tierOfStanding(standing);
  return tier === 'watch' ? 0 : tier;
}

/** How many there are of each. */
export function countMoves(rows: readonly Move[]): Readonly<Record<MoveGroup, number>> {
  const counts: Record<MoveGroup, number> = {
    new: 0,
    gone: 0,
    up: 0,
    down: 0,
    beside: 0,
    credits: 0,
    same: 0,
  };
  for (const row of rows) counts[moveGroupOf(row)] += 1;
  return counts;
}

/**
 * The rows that a person's load is made of, as personLoads counts them: students in a tier before or
 * after, of the classes that the person has; `class:…` for a class where nobody is known.
 */
export function rowsOfPerson<R extends Compared>(
  { id, side }: { readonly id: string; readonly side: WorkSide },
  rows: readonly R[],
  staff: readonly ClassStaff[],
): readonly R[] {
  const ofClass = new Map(staff.map((one) => [one.className, one]));
  return rows.filter(({ className, before, after }) => {
    if (tierOfStanding(before) === null && tierOfStanding(after) === null) return false;
    const known = ofClass.get(className ?? '');
    const named = (side === 'adviser' ? known?.advisers : known?.counselors) ?? [];
    return named.length === 0 ? id === `class:${className ?? ''}` : named.some((one) => one.id === id);
  });
}
