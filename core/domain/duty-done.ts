import type { TalkSide } from './duty';
import type { DutyFacts } from './duty-facts';
import { dayLabel, daysBetween, type LocalDate } from './local-date';

/**
 * What counts (reading §4): by the day something happened, within the days that are asked for. Each
 * answer is the same whatever the order of the facts.
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

const isIn = (date: LocalDate, { from, to }: Span): boolean => date >= from && date <= to;

/** Days of a list in the span, oldest first, each once. */
export const daysIn = (facts: readonly { readonly on: LocalDate }[], span: Span): readonly LocalDate[] =>
  [...new Set(facts.map(({ on }) => on).filter((on) => isIn(on, span)))].sort();

export interface CountedTalk {
  readonly heldOn: LocalDate;
  readonly isInPerson: boolean;
  /** Days from the talk to its filing; above 0: 补录. */
  readonly lag: number;
}

/** Talks that count for a side, oldest first: attended, in the span; two on a day are one. */
export function countedTalks(facts: DutyFacts, side: TalkSide, span: Span): readonly CountedTalk[] {
  const days = new Map<LocalDate, CountedTalk>();
  const add = (talk: CountedTalk) => {
    const same = days.get(talk.heldOn);
    days.set(
      talk.heldOn,
      same === undefined
        ? talk
        : {
            heldOn: talk.heldOn,
            isInPerson: same.isInPerson || talk.isInPerson,
            lag: Math.min(same.lag, talk.lag),
          },
    );
  };
  for (const { attended, by, heldOn, mode, filedOn } of facts.talks) {
    if (!attended || !by.includes(side) || !isIn(heldOn, span)) continue;
    const lag = filedOn === undefined ? 0 : Math.max(0, daysBetween(heldOn, filedOn));
    add({ heldOn, isInPerson: mode === 'in-person', lag });
  }
  for (const { by, heldOn } of facts.supplements) {
    if (by === side && heldOn !== null && isIn(heldOn, span)) add({ heldOn, isInPerson: true, lag: 0 });
  }
  return [...days.values()].sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1));
}

/** Said while a talk is due: an appointment that the student missed is an attempt, not the owner's fault. */
export function noShowNote(facts: DutyFacts, side: TalkSide, span: Span): string {
  const missed = facts.talks
    .filter(({ attended, by, heldOn }) => !attended && by.includes(side) && isIn(heldOn, span))
    .map(({ heldOn }) => heldOn)
    .sort()
    .pop();
  return missed === undefined ? '' : `；${dayLabel(missed, span.from)}约谈，学生未到`;
}

/** One call that reached the parents on a verified number; of either side. */
export function phoneOutcome({ contacts }: DutyFacts, span: Span): Outcome {
  const calls = contacts.filter(({ kind, on }) => kind === 'phone' && isIn(on, span));
  const [doneOn = null] = daysIn(
    calls.filter(({ reached, verified }) => reached && verified),
    span,
  );
  const [last] = calls.sort((a, b) =>
    a.on === b.on ? Number(b.reached) - Number(a.reached) : a.on > b.on ? -1 : 1,
  );
  if (doneOn !== null || !last) return { doneOn, note: '' };
  const reason = last.reached ? '接通的号码未核实，不计' : '电话未接通';
  return { doneOn, note: `；${dayLabel(last.on, span.from)}${reason}` };
}

/** Posted or delivered closes, returned opens again until it is posted once more. */
export function letterOutcome({ letters }: DutyFacts, span: Span): Outcome {
  const [returnedOn = null] = daysIn(
    letters.filter(({ state }) => state === 'returned'),
    span,
  ).slice(-1);
  const [doneOn = null] = daysIn(
    letters.filter(
      ({ state, on }) =>
        (state === 'posted' || state === 'delivered') && (returnedOn === null || on >= returnedOn),
    ),
    span,
  );
  if (doneOn !== null || returnedOn === null) return { doneOn, note: '' };
  return { doneOn, note: `；${dayLabel(returnedOn, span.from)}退回，须重寄` };
}

/**
 * A pair that is at work; one from before the decision goes on.
 *
 * @param isOwed false after the tier became too light for it: a pair that was is then enough
 */
export function pairingOutcome({ pairings }: DutyFacts, span: Span, isOwed: boolean): Outcome {
  const begun = pairings.filter(({ from }) => from <= span.to);
  const [doneOn = null] = begun
    .filter(({ to }) => to === undefined || to >= (isOwed ? span.to : span.from))
    .map(({ from }) => from)
    .sort();
  const ended = begun.flatMap(({ to }) => (to === undefined || to < span.from ? [] : [to])).sort();
  const last = ended[ended.length - 1];
  if (doneOn !== null || last === undefined) return { doneOn, note: '' };
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
  const absent = (present: readonly string[]) =>
    PARTIES.filter(([, names]) => !names.some((name) => present.includes(name))).map(([label]) => label);
  const held = meetings
    .filter(({ on }) => isIn(on, span))
    .map(({ on, present }) => ({ on, missing: absent(present).join('、') }))
    .sort((a, b) => (a.on === b.on ? (a.missing < b.missing ? -1 : 1) : a.on < b.on ? -1 : 1));
  const doneOn = held.find(({ missing }) => missing === '')?.on ?? null;
  const last = held[held.length - 1];
  if (doneOn !== null || !last) return { doneOn, note: '' };
  return { doneOn, note: `；${dayLabel(last.on, span.from)}面谈缺${last.missing}，不计` };
}
