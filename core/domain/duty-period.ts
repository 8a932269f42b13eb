import type { Calendar } from './calendar';
import type { DutyFacts, StatusKind } from './duty-facts';
import { addDays, type LocalDate } from './local-date';
import type { DutyRules, TierDuties } from './policy';
import type { SupportTier } from './support-tier';
import { termOn } from './term';

/**
 * From the decision that duties count from to today. Within it a case may only become lighter: a
 * heavier tier, or a decision in another semester, begins a period of its own (reading §3).
 */
export interface DutyPeriod {
  readonly start: LocalDate;
  /** The tier at the start, then each lighter one from its own day; at least one. */
  readonly phases: readonly Phase[];
}

interface Phase {
  readonly tier: SupportTier;
  readonly from: LocalDate;
}

const weight = (tier: SupportTier): number => (tier === 'watch' ? 0 : tier);

/** @returns null where nothing has been decided by `asOf`: no duty starts before the decision */
export function periodOf(
  decisions: DutyFacts['decisions'],
  calendar: Calendar,
  asOf: LocalDate,
): DutyPeriod | null {
  const only = decisions[0];
  if (only === undefined) return null;
  if (decisions.length === 1) {
    const { tier, decidedOn: from } = only;
    return from <= asOf ? { start: from, phases: [{ tier, from }] } : null;
  }
  const known = decisions
    .filter(({ decidedOn }) => decidedOn <= asOf)
    .map(({ tier, decidedOn, term }) => ({
      tier,
      from: decidedOn,
      term: term ?? semesterOf(decidedOn, calendar),
    }))
    // Two on one day: the heavier stands, whatever order they were written in.
    .sort((a, b) =>
      a.from < b.from
        ? -1
        : a.from > b.from
          ? 1
          : weight(a.tier) - weight(b.tier) || (a.term < b.term ? -1 : 1),
    )
    .filter(({ from }, at, all) => all[at + 1]?.from !== from);
  let phases: (typeof known)[number][] = [];
  for (const next of known) {
    const last = phases[phases.length - 1];
    if (last === undefined || weight(next.tier) > weight(last.tier) || next.term !== last.term)
      phases = [next];
    else if (next.tier !== last.tier) phases.push(next);
  }
  const first = phases[0];
  return first === undefined ? null : { start: first.from, phases };
}

/**
 * By the terms entered, a vacation with the one after it; where they do not reach, February to July
 * and August to January.
 */
function semesterOf(date: LocalDate, { terms }: Calendar): string {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4));
  if (month >= 2 && month <= 7) return termOn(terms, date) ?? `${year - 1}-${year}-2`;
  const first = month === 1 ? year - 1 : year;
  return termOn(terms, date) ?? `${first}-${first + 1}-1`;
}

/** The tier in force on a day of the period. */
export function tierOn({ phases }: DutyPeriod, date: LocalDate): SupportTier {
  for (let at = phases.length - 1; at > 0; at--) {
    const { from, tier } = phases[at] as Phase;
    if (from <= date) return tier;
  }
  return (phases[0] as Phase).tier;
}

/** The first day in the period, from `since` on, on which the tier owes something. */
export function firstDayOwing(
  period: DutyPeriod,
  rules: DutyRules,
  owes: (tier: TierDuties) => boolean,
  since: LocalDate = period.start,
): LocalDate | null {
  if (owes(rules.tiers[tierOn(period, since)])) return since;
  for (const { from, tier } of period.phases) if (from > since && owes(rules.tiers[tier])) return from;
  return null;
}

export type PauseKind = Exclude<StatusKind, 'left' | 'graduated' | 'returned'>;

/** Whether a student's duties run, rest or have ended on a day. */
export type Standing =
  | { readonly kind: 'running'; readonly returnedOn: LocalDate | null }
  | { readonly kind: 'paused'; readonly by: PauseKind; readonly since: LocalDate }
  | { readonly kind: 'closed' };

const ALWAYS_THERE: Standing = { kind: 'running', returnedOn: null };

/** 休学, 交换, 参军: paused. 退学, 毕业: closed. After a pause the last day of return (reading §3). */
export function standingOn(statuses: DutyFacts['statuses'], asOf: LocalDate): Standing {
  if (statuses.length === 0) return ALWAYS_THERE;
  const known = statuses.filter(({ from }) => from <= asOf);
  const returns = known.filter(({ kind }) => kind === 'returned').map(({ from }) => from);
  const spans = known.flatMap(({ kind, from, to }) =>
    kind === 'returned' ? [] : [{ kind, from, back: dayBack(from, to, returns) }],
  );
  const inForce = spans.filter(({ back }) => back === null || back > asOf);
  let pause: { readonly by: PauseKind; readonly since: LocalDate } | undefined;
  for (const { kind, from } of inForce) {
    if (kind === 'left' || kind === 'graduated') return { kind: 'closed' };
    if (pause === undefined || from < pause.since || (from === pause.since && kind < pause.by))
      pause = { by: kind, since: from };
  }
  if (pause) return { kind: 'paused', ...pause };
  const returnedOn = spans.reduce((last, { back }) => later(last, back), '');
  return { kind: 'running', returnedOn: returnedOn === '' ? null : returnedOn };
}

/** The day on which a status has ended: after its last day, or with the first return after it began. */
function dayBack(
  from: LocalDate,
  to: LocalDate | undefined,
  returns: readonly LocalDate[],
): LocalDate | null {
  const days = returns.filter((day) => day > from);
  if (to !== undefined) days.push(addDays(to, 1));
  return days.sort()[0] ?? null;
}

/** The later of two days; null is no day. */
export const later = (a: LocalDate, b: LocalDate | null): LocalDate => (b !== null && b > a ? b : a);
