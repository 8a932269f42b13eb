import { anchorOf, type DueDate, dueAfterDays, nextOnCadence } from './cadence';
import type { Calendar } from './calendar';
import type { Duty, DutyKind, DutyRole, DutyState } from './duty';
import { NOT_DONE, type Outcome, type Span } from './duty-done';
import type { DutyFacts } from './duty-facts';
import { type DutyPeriod, firstDayOwing, later, type PauseKind, type Standing, tierOn } from './duty-period';
import { dayLabel, daysBetween, type LocalDate } from './local-date';
import type { CadenceRule, DutyRules, TierDuties } from './policy';

/** All that the duties of one student are derived with. */
export interface Desk {
  readonly facts: DutyFacts;
  readonly rules: DutyRules;
  readonly calendar: Calendar;
  readonly period: DutyPeriod;
  readonly standing: Standing;
  /** 复学: due dates start anew on this day; null without one. */
  readonly restart: LocalDate | null;
  readonly span: Span;
  /** What has been derived so far, in the order of DUTY_KINDS. */
  readonly duties: Duty[];
}

export interface Due {
  readonly dueOn: LocalDate | null;
  readonly because: string;
}

interface Once {
  readonly kind: DutyKind;
  readonly role: DutyRole;
  readonly owes: (tier: TierDuties) => boolean;
  /** From the day on which the tier that owes it came into force. */
  readonly days: number;
  readonly outcome: Outcome;
  /** Behind the date, and behind the day it was done. */
  readonly ruleNote?: string;
  readonly doneNote?: string;
}

/**
 * Adds a duty that is done once, some days after the tier that owes it came into force.
 *
 * @returns its date also where the row itself is left out; null where it was never owed
 */
export function addOnce(once: Once, desk: Desk): DueDate | null {
  const { kind, role, owes, days, outcome, ruleNote = '', doneNote = '' } = once;
  const { period, rules, restart } = desk;
  const owedFrom = firstDayOwing(period, rules, owes);
  if (owedFrom === null) return null;
  const isAnew =
    restart !== null && restart > owedFrom && (outcome.doneOn === null || outcome.doneOn >= restart);
  const event = isAnew ? '复学' : owedFrom === period.start ? '认定' : '类型调整';
  const due = dueAfterDays(event, isAnew ? restart : owedFrom, days, desk.calendar);
  const { dueOn } = due;
  const because = due.because + ruleNote;
  const isOwed = isOwedStill(owes, desk);
  addRow({ kind, role, dueOn, because, outcome, doneNote, isRepeating: false, isOwed }, desk);
  return due;
}

/** From where to count. */
export interface Start {
  readonly event: string;
  readonly on: LocalDate;
}

interface Repeating {
  readonly kind: DutyKind;
  readonly role: DutyRole;
  readonly ruleOf: (tier: TierDuties) => CadenceRule;
  /** How the sentence names the last time. */
  readonly event: string;
  /** When it was done, oldest first. */
  readonly days: readonly LocalDate[];
  /** From where to count while it has not been done. */
  readonly head: Start;
  readonly note: string;
}

export const headOf = ({ period, restart }: Desk): Start =>
  restart === null ? { event: '认定', on: period.start } : { event: '复学', on: restart };

/**
 * Adds the next date of a duty on a cadence. An open one keeps its date when the tier becomes lighter:
 * the cadence is that of the tier in force when the count began (reading §3).
 */
export function addRepeating({ kind, role, ruleOf, event, days, head, note }: Repeating, desk: Desk): void {
  const { period, rules, restart, calendar } = desk;
  const last = days[days.length - 1];
  let base = last === undefined ? head : { event, on: last };
  let countedFrom = last ?? period.start;
  let isOnChain = last !== undefined;
  if (restart !== null && countedFrom < restart) {
    if (base.on < restart) {
      base = { event: '复学', on: restart };
      isOnChain = false;
    }
    countedFrom = restart;
  }
  const owingFrom = firstDayOwing(period, rules, (tier) => ruleOf(tier) !== null, countedFrom);
  if (owingFrom === null) return;
  const rule = ruleOf(rules.tiers[tierOn(period, owingFrom)]);
  if (rule === null) return;
  // A cadence that only the lighter tier sets begins with that tier.
  if (base.on < owingFrom) {
    base = { event: '类型调整', on: owingFrom };
    isOnChain = false;
  }
  const anchor = isOnChain && rule === 'monthly' ? anchorOf(days) : undefined;
  const { dueOn, because } = nextOnCadence(base.event, base.on, rule, calendar, anchor);
  const isOwed = isOwedStill((tier) => ruleOf(tier) !== null, desk);
  const outcome = note === '' ? NOT_DONE : { doneOn: null, note };
  addRow({ kind, role, dueOn, because, outcome, doneNote: '', isRepeating: true, isOwed }, desk);
}

/** A tier that became lighter leaves what is open; `watch` has no duties but its own (reading §3). */
export function isOwedStill(owes: (tier: TierDuties) => boolean, { period, rules, span }: Desk): boolean {
  const tier = tierOn(period, span.to);
  return tier !== 'watch' || owes(rules.tiers.watch);
}

interface Row extends Due {
  readonly kind: DutyKind;
  readonly role: DutyRole;
  readonly outcome: Outcome;
  /** Behind the day it was done. */
  readonly doneNote: string;
  /** It begins as `upcoming`. */
  readonly isRepeating: boolean;
  readonly isOwed: boolean;
}

/** Adds the row, with its state; none where it is no longer owed, or the case has ended, before it was done. */
export function addRow(row: Row, desk: Desk): void {
  const { kind, role, dueOn, because, outcome, doneNote, isRepeating, isOwed } = row;
  const { facts, rules, standing, span, duties } = desk;
  const { doneOn } = outcome;
  if (doneOn !== null) {
    const sentence = `${because}；已于${dayLabel(doneOn, dueOn ?? doneOn)}完成${doneNote}`;
    duties.push({ kind, role, dueOn, state: 'done', doneOn, because: sentence });
    return;
  }
  if (standing.kind === 'closed' || !isOwed) return;
  const waivers = waiversOf(kind, role, desk);
  const waiver = waivers.find(({ to }) => to === undefined || to >= span.to);
  if (waiver !== undefined) {
    const until = waiver.to === undefined ? '' : `到${dayLabel(waiver.to, waiver.on)}`;
    const sentence = `${because}；${dayLabel(waiver.on, span.from)}免办${until}：${waiver.reason}`;
    duties.push({ kind, role, dueOn, state: 'waived', doneOn, because: sentence });
    return;
  }
  if (standing.kind === 'paused') {
    const since = dayLabel(standing.since, span.from);
    const sentence = `${since}起${PAUSE_WORDS[standing.by]}，暂停；返校后重新起算`;
    duties.push({ kind, role, dueOn: null, state: 'paused', doneOn, because: sentence });
    return;
  }
  const own = { dueOn, because: because + outcome.note };
  const resumed = waivers.length === 0 ? own : afterWaiver(waivers, own, desk);
  const due = facts.assignments.length === 0 ? resumed : handedOver(role, resumed, desk);
  const state = stateOf(due.dueOn, isRepeating, rules, span.to);
  duties.push({ kind, role, dueOn: due.dueOn, state, doneOn, because: due.because });
}

type Waiver = DutyFacts['waivers'][number];
const NO_WAIVERS: readonly Waiver[] = [];

/** Those that speak of the duty, from the decision on, oldest first. */
function waiversOf(kind: DutyKind, role: DutyRole, { facts, span }: Desk): readonly Waiver[] {
  if (facts.waivers.length === 0) return NO_WAIVERS;
  return facts.waivers
    .filter(
      (given) =>
        given.kind === kind && (given.role ?? role) === role && given.on >= span.from && given.on <= span.to,
    )
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ on, to, reason }: Waiver): string => `${on} ${to ?? '9'} ${reason}`;

/** What fell due while nobody owed it is due some days after the waiver's end, as after a handover. */
function afterWaiver(waivers: readonly Waiver[], due: Due, { rules, calendar, span }: Desk): Due {
  const { dueOn } = due;
  if (dueOn === null) return due;
  const endedOn = waivers
    .filter(({ on, to }) => to !== undefined && to >= on && to >= dueOn)
    .reduce((last, { to }) => later(last, to ?? null), '');
  if (endedOn === '') return due;
  const granted = dueAfterDays('', endedOn, rules.handoverDays, calendar).dueOn;
  if (granted <= dueOn) return due;
  const because = `${due.because}；免办到${dayLabel(endedOn, span.from)}为止，延至${dayLabel(granted, endedOn)}`;
  return { dueOn: granted, because };
}

const PAUSE_WORDS: Readonly<Record<PauseKind, string>> = {
  suspended: '休学',
  exchange: '交换',
  military: '参军',
};

function stateOf(
  dueOn: LocalDate | null,
  isRepeating: boolean,
  rules: DutyRules,
  asOf: LocalDate,
): DutyState {
  if (dueOn === null) return 'upcoming';
  if (asOf > dueOn) return 'overdue';
  return !isRepeating || daysBetween(asOf, dueOn) <= rules.openDaysBefore ? 'open' : 'upcoming';
}

/** Open duties pass on: due on the later of their own date and some days after the handover (reading §1). */
function handedOver(role: DutyRole, due: Due, { facts, rules, calendar, span }: Desk): Due {
  if (due.dueOn === null) return due;
  const changedOn = facts.assignments
    .filter(({ role: held, from }) => held === role && from > span.from && from <= span.to)
    .reduce((last, { from }) => later(last, from), '');
  if (changedOn === '') return due;
  const granted = dueAfterDays('', changedOn, rules.handoverDays, calendar).dueOn;
  if (granted <= due.dueOn) return due;
  const because = `${due.because}；${dayLabel(changedOn, span.from)}换人接手，延至${dayLabel(granted, changedOn)}`;
  return { dueOn: granted, because };
}
