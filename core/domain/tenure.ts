import { addDays, dayLabel, type LocalDate } from './local-date';

/** How long someone holds a role: first and last day, both counted; no last day: until further notice. */
export interface Tenure {
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | null;
}

/** A role that someone holds for a class or an area, in their own right or in the place of another. */
export interface Holding extends Tenure {
  readonly personId: string;
  /** 代办: for whom; null: in their own right. */
  readonly actingFor: string | null;
}

const NEVER = '9999-12-31';

export type TenureState = 'coming' | 'in-force' | 'over' | 'void';

/** 作废: given by mistake, never in force. */
export const isVoid = ({ firstDay, lastDay }: Tenure): boolean => lastDay !== null && lastDay < firstDay;

/** The last day of a tenure that was never in force. */
export const voidedLastDay = (firstDay: LocalDate): LocalDate => addDays(firstDay, -1);

export const isInForceOn = ({ firstDay, lastDay }: Tenure, day: LocalDate): boolean =>
  firstDay <= day && (lastDay === null || lastDay >= day);

export function tenureState(tenure: Tenure, today: LocalDate): TenureState {
  if (isVoid(tenure)) return 'void';
  if (tenure.firstDay > today) return 'coming';
  return isInForceOn(tenure, today) ? 'in-force' : 'over';
}

/** True where there is a day on which both are in force. */
export const overlaps = (a: Tenure, b: Tenure): boolean =>
  !isVoid(a) && !isVoid(b) && a.firstDay <= (b.lastDay ?? NEVER) && b.firstDay <= (a.lastDay ?? NEVER);

/** 2024年9月1日起, 2026年9月1日至9月30日, 作废. @param near the day beside which the year is left out */
export function tenureLabel(tenure: Tenure, near: LocalDate): string {
  const { firstDay, lastDay } = tenure;
  if (isVoid(tenure)) return '作废';
  const first = dayLabel(firstDay, near);
  return lastDay === null ? `${first}起` : `${first}至${dayLabel(lastDay, firstDay)}`;
}

/**
 * The days on which duties passed to someone new (reading §1): a person begins who did not hold the
 * role the day before, while none of those who did goes on. Standing in for someone hands nothing over.
 *
 * @returns ascending, each once
 */
export function handoverDays(holdings: readonly Holding[]): readonly LocalDate[] {
  const own = holdings.filter((held) => held.actingFor === null && !isVoid(held));
  const on = (day: LocalDate) =>
    new Set(own.filter((held) => isInForceOn(held, day)).map(({ personId }) => personId));
  return [...new Set(own.map(({ firstDay }) => firstDay))].sort().filter((day) => {
    const before = on(addDays(day, -1));
    const after = on(day);
    return [...after].some((id) => !before.has(id)) && ![...before].some((id) => after.has(id));
  });
}

/** A class went from one area to another. */
export interface ClassMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly on: LocalDate;
}

/**
 * Who held a class as counselors: those of the area that it belonged to, day by day.
 *
 * @param areaId where it belongs now
 * @param moves oldest first; of several on one day the last one stands
 * @param ofArea the holdings of an area
 */
export function holdingsOfClass(
  areaId: string | null,
  moves: readonly ClassMove[],
  ofArea: (areaId: string) => readonly Holding[],
): readonly Holding[] {
  const stays: { area: string | null; tenure: Tenure }[] = [];
  let from = '0001-01-01';
  for (const move of moves) {
    stays.push({ area: move.from, tenure: { firstDay: from, lastDay: addDays(move.on, -1) } });
    from = move.on;
  }
  stays.push({ area: areaId, tenure: { firstDay: from, lastDay: null } });
  return stays.flatMap(({ area, tenure }) =>
    area === null || isVoid(tenure)
      ? []
      : ofArea(area)
          .filter((held) => overlaps(held, tenure))
          .map((held) => ({ ...held, ...common(held, tenure) })),
  );
}

/** The days of two tenures that overlap. */
function common(a: Tenure, b: Tenure): Tenure {
  const [, firstDay = a.firstDay] = [a.firstDay, b.firstDay].sort();
  const [lastDay = NEVER] = [a.lastDay ?? NEVER, b.lastDay ?? NEVER].sort();
  return { firstDay, lastDay: lastDay === NEVER ? null : lastDay };
}

/** Those who have the work to do: whoever is stood in for sees it, and need not. */
export const onDuty = <P extends { readonly id: string; readonly actingFor: { readonly id: string } | null }>(
  people: readonly P[],
): readonly P[] => people.filter(({ id }) => !people.some(({ actingFor }) => actingFor?.id === id));
