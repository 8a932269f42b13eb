import type { TalkSide } from './duty';
import type { DutyFacts } from './duty-facts';
import { dayLabel, daysBetween, type LocalDate } from './local-date';

/**
 * What counts (reading §4): by the day something happened, within the days that are asked for. Each
 * answer is the same whatever the order of the facts. Loops, not chains: a department's sweep comes
 * through here for every case, and most lists are empty.
 */

/** From the decision to the day asked for, both counted. */
export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** When a duty was done, or why it is not; what it is open for, in words, begins with ；. */
export interface Outcome {
  readonly doneOn: LocalDate | null;
  readonly note: string;
}

export const NOT_DONE: Outcome = { doneOn: null, note: '' };

const isIn = (date: LocalDate, { from, to }: Span): boolean => date >= from && date <= to;

/** The earlier of two days; null is no day. */
const earlier = (a: LocalDate, b: LocalDate | null): LocalDate => (b !== null && b < a ? b : a);

type Dated = { readonly on: LocalDate };
const NO_DAYS: readonly LocalDate[] = [];

/** Days of a list in the span, oldest first, each once. */
export function daysIn(facts: readonly Dated[], span: Span): readonly LocalDate[] {
  if (facts.length === 0) return NO_DAYS;
  const days: LocalDate[] = [];
  for (const { on } of facts) if (isIn(on, span) && !days.includes(on)) days.push(on);
  return days.length > 1 ? days.sort() : days;
}

/** The first day of a list in the span. */
export function firstDayIn(facts: readonly Dated[], span: Span): LocalDate | null {
  let first: LocalDate | null = null;
  for (const { on } of facts) if (isIn(on, span)) first = earlier(on, first);
  return first;
}

export interface CountedTalk {
  readonly heldOn: LocalDate;
  readonly isInPerson: boolean;
  /** Days from the talk to its filing; above 0: 补录. */
  readonly lag: number;
}

/** Talks that count for a side, oldest first: attended, in the span; two on a day are one. */
export function countedTalks(facts: DutyFacts, side: TalkSide, span: Span): readonly CountedTalk[] {
  const talks: CountedTalk[] = [];
  for (const { attended, by, heldOn, mode, filedOn } of facts.talks) {
    if (!attended || !by.includes(side) || !isIn(heldOn, span)) continue;
    const isLate = filedOn !== undefined && filedOn > heldOn;
    addTalk(talks, heldOn, mode === 'in-person', isLate ? daysBetween(heldOn, filedOn) : 0);
  }
  for (const { by, heldOn } of facts.supplements)
    if (by === side && heldOn !== null && isIn(heldOn, span)) addTalk(talks, heldOn, true, 0);
  return talks;
}

/** At its place, from the end: they mostly come in order. */
function addTalk(talks: CountedTalk[], heldOn: LocalDate, isInPerson: boolean, lag: number): void {
  let at = talks.length;
  while (at > 0 && (talks[at - 1] as CountedTalk).heldOn > heldOn) at -= 1;
  const same = talks[at - 1];
  if (same?.heldOn === heldOn)
    talks[at - 1] = { heldOn, isInPerson: same.isInPerson || isInPerson, lag: Math.min(same.lag, lag) };
  else if (at === talks.length) talks.push({ heldOn, isInPerson, lag });
  else talks.splice(at, 0, { heldOn, isInPerson, lag });
}

/** Said while a talk is due: an appointment that the student missed is an attempt, not the owner's fault. */
export function noShowNote(facts: DutyFacts, side: TalkSide, span: Span): string {
  let missed = '';
  for (const { attended, by, heldOn } of facts.talks)
    if (!attended && heldOn > missed && by.includes(side) && isIn(heldOn, span)) missed = heldOn;
  return missed === '' ? '' : `；${dayLabel(missed, span.from)}约谈，学生未到`;
}

/** One call that reached the parents on a verified number; of either side. */
export function phoneOutcome({ contacts }: DutyFacts, span: Span): Outcome {
  let doneOn: LocalDate | null = null;
  let last = '';
  let hasReached = false;
  for (const { kind, on, reached, verified } of contacts) {
    if (kind !== 'phone' || !isIn(on, span)) continue;
    if (reached && verified) doneOn = earlier(on, doneOn);
    if (on > last) {
      last = on;
      hasReached = reached;
    } else if (on === last) hasReached ||= reached;
  }
  if (doneOn !== null) return { doneOn, note: '' };
  if (last === '') return NOT_DONE;
  const reason = hasReached ? '接通的号码未核实，不计' : '电话未接通';
  return { doneOn, note: `；${dayLabel(last, span.from)}${reason}` };
}

/** Posted or delivered closes, returned opens again until it is posted once more. */
export function letterOutcome({ letters }: DutyFacts, span: Span): Outcome {
  if (letters.length === 0) return NOT_DONE;
  let returnedOn = '';
  for (const { state, on } of letters)
    if (state === 'returned' && on > returnedOn && isIn(on, span)) returnedOn = on;
  let doneOn: LocalDate | null = null;
  for (const { state, on } of letters)
    if ((state === 'posted' || state === 'delivered') && on >= returnedOn && isIn(on, span))
      doneOn = earlier(on, doneOn);
  if (doneOn !== null || returnedOn === '') return { doneOn, note: '' };
  return { doneOn, note: `；${dayLabel(returnedOn, span.from)}退回，须重寄` };
}

/**
 * A pair that is at work; one from before the decision goes on.
 *
 * @param isOwed false after the tier became too light for it: a pair that was is then enough
 */
export function pairingOutcome({ pairings }: DutyFacts, span: Span, isOwed: boolean): Outcome {
  if (pairings.length === 0) return NOT_DONE;
  const until = isOwed ? span.to : span.from;
  let doneOn: LocalDate | null = null;
  let last = '';
  for (const { from, to } of pairings) {
    if (from > span.to) continue;
    if (to === undefined || to >= until) doneOn = earlier(from, doneOn);
    if (to !== undefined && to >= span.from && to > last) last = to;
  }
  if (doneOn !== null || last === '') return { doneOn, note: '' };
  return { doneOn, note: `；上次结对到${dayLabel(last, span.from)}为止，须重新结对` };
}

const PARTIES: readonly (readonly [string, readonly string[]])[] = [
  ['学生', ['student']],
  ['家长', ['parent', 'guardian']],
  ['班主任', ['adviser']],
  ['辅导员', ['counselor']],
];

/** Student, parent, adviser and counselor at one table; more may be there. */
export function meetingOutcome({ meetings }: DutyFacts, span: Span): Outcome {
  let doneOn: LocalDate | null = null;
  let last = '';
  let missing = '';
  for (const { on, present } of meetings) {
    if (!isIn(on, span)) continue;
    const absent = absentParties(present);
    if (absent === '') doneOn = earlier(on, doneOn);
    if (on > last || (on === last && absent > missing)) {
      last = on;
      missing = absent;
    }
  }
  if (doneOn !== null || last === '') return { doneOn, note: '' };
  return { doneOn, note: `；${dayLabel(last, span.from)}面谈缺${missing}，不计` };
}

const absentParties = (present: readonly string[]): string =>
  PARTIES.filter(([, names]) => !names.some((name) => present.includes(name)))
    .map(([label]) => label)
    .join('、');
