import { anchorOf, type DueDate, dueAfterDays, nextOnCadence } from './cadence';
import type { Calendar } from './calendar';
import type { Duty, DutyKind, DutyRole, DutyState } from './duty';
import type { Outcome, Span } from './duty-done';
import type { DutyFacts } from './duty-facts';
import { type DutyPeriod, firstDayOwing, later, type PauseKind, type Standing, tierOn } from './duty-period';
import { addDays, dayLabel, type LocalDate } from './local-date';
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
}

export interface Due {
  readonly dueOn: LocalDate | null;
  readonly because: string;
}

/**
 * A duty that is done once, some days after the tier that owes it came into force.
 *
 * @returns its date also where the row itself is left out; null where it was never owed
 */
export function onceDuty(
  kind: DutyKind,
  role: DutyRole,
  owes: (tier: TierDuties) => boolean,
  days: number,
  outcome: Outcome,
  desk: Desk,
  words: { readonly rule: string; readonly done: string } = { rule: '', done: '' },
): { readonly due: DueDate | null; readonly duties: readonly Duty[] } {
  const { period, rules, restart } = desk;
  const owedFrom = firstDayOwing(period, rules, owes);
  if (owedFrom === null) return { due: null, duties: [] };
  const isAnew =
    restart !== null && restart > owedFrom && (outcome.doneOn === null || outcome.doneOn >= restart);
  const event = isAnew ? '复学' : owedFrom === period.start ? '认定' : '类型调整';
  const due = dueAfterDays(event, isAnew ? restart : owedFrom, days, desk.calendar);
  const said = { dueOn: due.dueOn, because: `${due.because}${words.rule}` };
  const row = { kind, role, due: said, outcome, doneNote: words.done, isRepeating: false };
  return { due, duties: settle({ ...row, isOwed: isOwedStill(owes, desk) }, desk) };
}

interface Chain {
  /** How the sentence names the last time. */
  readonly event: string;
  /** When it was done, oldest first. */
  readonly days: readonly LocalDate[];
  /** From where to count while it has not been done. */
  readonly head: { readonly event: string; readonly on: LocalDate };
}

export const headOf = ({ period, restart }: Desk): Chain['head'] =>
  restart === null ? { event: '认定', on: period.start } : { event: '复学', on: restart };

/**
 * The next date of a duty on a cadence. An open one keeps its date when the tier becomes lighter:
 * the cadence is that of the tier in force when the count began (reading §3).
 */
export function repeatingDuty(
  kind: DutyKind,
  role: DutyRole,
  ruleOf: (tier: TierDuties) => CadenceRule,
  { event, days, head }: Chain,
  note: string,
  desk: Desk,
): readonly Duty[] {
  const { period, rules, restart, calendar } = desk;
  const last = days[days.length - 1];
  let base = last === undefined ? head : { event, on: last };
  let countedFrom = last ?? period.start;
  let anchor = last === undefined ? undefined : anchorOf(days);
  if (restart !== null && countedFrom < restart) {
    if (base.on < restart) {
      base = { event: '复学', on: restart };
      anchor = undefined;
    }
    countedFrom = restart;
  }
  const owingFrom = firstDayOwing(period, rules, (tier) => ruleOf(tier) !== null, countedFrom);
  if (owingFrom === null) return [];
  const rule = ruleOf(rules.tiers[tierOn(period, owingFrom)]);
  if (rule === null) return [];
  // A cadence that only the lighter tier sets begins with that tier.
  if (base.on < owingFrom) {
    base = { event: '类型调整', on: owingFrom };
    anchor = undefined;
  }
  const due = nextOnCadence(base.event, base.on, rule, calendar, anchor);
  const isOwed = isOwedStill((tier) => ruleOf(tier) !== null, desk);
  return settle({ kind, role, due, outcome: { doneOn: null, note }, isRepeating: true, isOwed }, desk);
}

/** A tier that became lighter leaves what is open; `watch` has no duties but its own (reading §3). */
export function isOwedStill(owes: (tier: TierDuties) => boolean, { period, rules, span }: Desk): boolean {
  const tier = tierOn(period, span.to);
  return tier !== 'watch' || owes(rules.tiers.watch);
}

interface Row {
  readonly kind: DutyKind;
  readonly role: DutyRole;
  readonly due: Due;
  readonly outcome: Outcome;
  /** Behind the day it was done. */
  readonly doneNote?: string;
  /** It begins as `upcoming`. */
  readonly isRepeating: boolean;
  readonly isOwed: boolean;
}

/** The row, with its state; none where it is no longer owed, or the case has ended, before it was done. */
export function settle(row: Row, desk: Desk): readonly Duty[] {
  const { kind, role, due, outcome, doneNote = '', isRepeating, isOwed } = row;
  const { facts, rules, standing, span } = desk;
  const { dueOn, because } = due;
  const { doneOn } = outcome;
  const asOf = span.to;
  if (doneOn !== null) {
    const sentence = `${because}；已于${dayLabel(doneOn, dueOn ?? doneOn)}完成${doneNote}`;
    return [{ kind, role, dueOn, state: 'done', doneOn, because: sentence }];
  }
  if (standing.kind === 'closed' || !isOwed) return [];
  const inState = (state: DutyState, date: LocalDate | null, sentence: string): readonly Duty[] => [
    { kind, role, dueOn: date, state, doneOn: null, because: sentence },
  ];
  const waiver = waiverOf(kind, role, facts, span);
  if (waiver !== undefined)
    return inState('waived', dueOn, `${because}；${dayLabel(waiver.on, span.from)}免办：${waiver.reason}`);
  if (standing.kind === 'paused') {
    const since = dayLabel(standing.since, span.from);
    return inState('paused', null, `${since}起${PAUSE_WORDS[standing.by]}，暂停；返校后重新起算`);
  }
  const open = handedOver(role, { dueOn, because: `${because}${outcome.note}` }, desk);
  return inState(stateOf(open.dueOn, isRepeating, rules, asOf), open.dueOn, open.because);
}

/** The first that speaks of the duty, from the decision on. */
const waiverOf = (kind: DutyKind, role: DutyRole, { waivers }: DutyFacts, { from, to }: Span) =>
  waivers
    .filter(
      (given) => given.kind === kind && (given.role ?? role) === role && given.on >= from && given.on <= to,
    )
    .sort((a, b) => (a.on === b.on ? (a.reason < b.reason ? -1 : 1) : a.on < b.on ? -1 : 1))[0];

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
  return !isRepeating || asOf >= addDays(dueOn, -rules.openDaysBefore) ? 'open' : 'upcoming';
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
