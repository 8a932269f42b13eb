import type { Calendar } from './calendar';
import { deriveDuties } from './derive-duties';
import type { Duty, TalkSide } from './duty';
import { countedTalks } from './duty-done';
import type { DutyFacts } from './duty-facts';
import type { LocalDate } from './local-date';
import type { DutyRules } from './policy';

/** Why a talk came late, or has not come; of `unsaid` nothing on record says why. */
export type LateReason = 'absent' | 'handover' | 'unsaid';

/** A talk that was owed, or one that was held without being owed. */
export interface TalkTurn {
  readonly kind: 'first-talk' | 'regular-talk';
  /** `extra`: the tier asks for no talk of this side. */
  readonly state: 'on-time' | 'late' | 'missed' | 'extra';
  readonly dueOn: LocalDate | null;
  readonly doneOn: LocalDate | null;
  /** null: not late. */
  readonly reason: LateReason | null;
}

export interface TurnRules {
  readonly duties: DutyRules;
  readonly calendar: Calendar;
}

/**
 * The talks of one side from the decision to a day, as the duty engine asked for them: each talk that
 * counts closes what was due before it, and what is overdue at the end was missed. By the day of the
 * talk, so that one filed late moves the numbers of its own day.
 *
 * @param asOf the day on which the case was closed, or today
 */
export function talkTurns(
  facts: DutyFacts,
  side: TalkSide,
  { duties, calendar }: TurnRules,
  asOf: LocalDate,
): readonly TalkTurn[] {
  const [from = asOf] = [...facts.decisions.map(({ decidedOn }) => decidedOn), asOf].sort();
  const owed = (known: DutyFacts, on: LocalDate) =>
    deriveDuties(known, duties, calendar, on).filter((duty) => isTalkOf(duty, side));
  const turns: TalkTurn[] = [];
  let last = from;
  for (const { heldOn } of countedTalks(facts, side, { from, to: asOf })) {
    const before = owed(untilDay(facts, heldOn), heldOn);
    const first = openOf(before, 'first-talk');
    const isFirst =
      first !== undefined &&
      owed(untilDay(facts, heldOn, true), heldOn).some(
        ({ kind, doneOn }) => kind === 'first-talk' && doneOn === heldOn,
      );
    const duty = isFirst ? first : openOf(before, 'regular-talk');
    const dueOn = duty?.dueOn ?? null;
    const isLate = dueOn !== null && heldOn > dueOn;
    turns.push({
      kind: isFirst ? 'first-talk' : 'regular-talk',
      state: dueOn === null ? 'extra' : isLate ? 'late' : 'on-time',
      dueOn,
      doneOn: heldOn,
      reason: isLate ? reasonOf(facts, side, last, heldOn) : null,
    });
    last = heldOn;
  }
  for (const { kind, state, dueOn } of owed(facts, asOf)) {
    if (state !== 'overdue') continue;
    const reason = reasonOf(facts, side, last, asOf);
    turns.push({ kind: kind as TalkTurn['kind'], state: 'missed', dueOn, doneOn: null, reason });
  }
  return turns;
}

const isTalkOf = ({ kind, role }: Duty, side: TalkSide): boolean =>
  (kind === 'first-talk' || kind === 'regular-talk') && role === side;

const openOf = (duties: readonly Duty[], kind: Duty['kind']): Duty | undefined =>
  duties.find(
    (duty) =>
      duty.kind === kind && (duty.state === 'open' || duty.state === 'upcoming' || duty.state === 'overdue'),
  );

/** Without the talks of the day and later; `isIncluded`: with those of the day. */
function untilDay(facts: DutyFacts, day: LocalDate, isIncluded = false): DutyFacts {
  const isKnown = (on: LocalDate) => (isIncluded ? on <= day : on < day);
  return {
    ...facts,
    talks: facts.talks.filter(({ heldOn }) => isKnown(heldOn)),
    supplements: facts.supplements.filter(({ heldOn }) => heldOn !== null && isKnown(heldOn)),
  };
}

/** The student did not come when invited, or the class passed to somebody else, since the last talk. */
function reasonOf(facts: DutyFacts, side: TalkSide, since: LocalDate, until: LocalDate): LateReason {
  const isIn = (on: LocalDate) => on >= since && on <= until;
  if (facts.talks.some(({ attended, by, heldOn }) => !attended && by.includes(side) && isIn(heldOn)))
    return 'absent';
  return facts.assignments.some(({ role, from }) => role === side && from > since && isIn(from))
    ? 'handover'
    : 'unsaid';
}
