import { type DueDate, dueAfterDays, nextOnCadence } from './cadence';
import type { Calendar } from './calendar';
import { addDays, dayLabel, type LocalDate } from './local-date';
import type { DutyRules } from './policy';
import type { SupportTier } from './support-tier';

export const DUTY_KINDS = [
  'first-talk',
  'regular-talk',
  'study-plan',
  'phone-parents',
  'warning-letter',
  'pairing',
  'joint-meeting',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export type DutyState = 'upcoming' | 'open' | 'done' | 'overdue' | 'paused' | 'waived';

/** Who owes it; `either` is adviser or counselor, one suffices. */
export type DutyRole = 'adviser' | 'counselor' | 'office' | 'either';

/** What someone owes a student, derived from facts; never stored (reading §4). */
export interface Duty {
  readonly kind: DutyKind;
  readonly role: DutyRole;
  readonly dueOn: LocalDate | null;
  readonly state: DutyState;
  readonly doneOn: LocalDate | null;
  readonly because: string;
}

export type TalkSide = 'adviser' | 'counselor';

export interface DutyFacts {
  /** The meeting's decisions on the case, in any order; the newest is in force. */
  readonly decisions: readonly { readonly tier: SupportTier; readonly decidedOn: LocalDate }[];
  readonly talks: readonly {
    readonly heldOn: LocalDate;
    readonly by: readonly TalkSide[];
    readonly mode: 'in-person' | 'phone' | 'online';
    readonly attended: boolean;
  }[];
  /** A supplement serves its author's duty only with the date of a talk of one's own. */
  readonly supplements: readonly { readonly by: TalkSide; readonly heldOn: LocalDate | null }[];
}

interface CountedTalk {
  readonly heldOn: LocalDate;
  readonly isInPerson: boolean;
}

/**
 * The duties of one case on a day: pure, and the same whatever the order of the facts.
 *
 * @param asOf the day from which states are told; talks later than it do not exist yet
 */
export function deriveDuties(
  facts: DutyFacts,
  rules: DutyRules,
  calendar: Calendar,
  asOf: LocalDate,
): readonly Duty[] {
  const decisions = facts.decisions
    .filter(({ decidedOn }) => decidedOn <= asOf)
    .sort((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
  const latest = decisions[decisions.length - 1];
  if (!latest) return [];
  // Confirming the same tier again starts nothing anew.
  const start =
    decisions.find((_decision, at) => decisions.slice(at).every(({ tier }) => tier === latest.tier)) ??
    latest;
  const tierRules = rules.tiers[latest.tier];
  const { dueDays } = rules;
  const duties: Duty[] = [];
  const sides: readonly TalkSide[] = ['adviser', 'counselor'];
  for (const side of sides) {
    const talks = countedTalks(facts, side, start.decidedOn, asOf);
    const owesFirst = tierRules.firstTalk.includes(side);
    const firstDue = dueAfterDays('认定', start.decidedOn, dueDays.firstTalk, calendar);
    const first = owesFirst
      ? talks.find((talk) => talk.isInPerson || !tierRules.firstTalkInPerson)
      : undefined;
    if (owesFirst) {
      const suffix = tierRules.firstTalkInPerson ? '，须面对面' : '';
      duties.push(
        toDuty(
          'first-talk',
          side,
          { ...firstDue, because: `${firstDue.because}${suffix}` },
          first?.heldOn ?? null,
          rules,
          asOf,
        ),
      );
    }
    const rule = tierRules.regularTalk[side];
    if (rule !== null) {
      const last = talks[talks.length - 1];
      const due =
        last === undefined
          ? nextOnCadence('首次谈话期限', firstDue.dueOn, rule, calendar)
          : nextOnCadence('上次谈话', last.heldOn, rule, calendar);
      duties.push(toDuty('regular-talk', side, due, null, rules, asOf));
    }
  }
  const once = (kind: DutyKind, role: DutyRole, isOwed: boolean, days: number) => {
    if (isOwed)
      duties.push(
        toDuty(kind, role, dueAfterDays('认定', start.decidedOn, days, calendar), null, rules, asOf),
      );
  };
  once('study-plan', 'adviser', tierRules.studyPlan, dueDays.studyPlan);
  once('phone-parents', 'either', tierRules.phoneParents, dueDays.phoneParents);
  once('warning-letter', 'office', tierRules.warningLetter, dueDays.warningLetter);
  once('pairing', 'counselor', tierRules.pairing, dueDays.pairing);
  once('joint-meeting', 'either', tierRules.jointMeeting, dueDays.jointMeeting);
  return duties;
}

/** Talks that count for a side, in time order: attended, not before the decision; two on a day are one. */
function countedTalks(
  facts: DutyFacts,
  side: TalkSide,
  from: LocalDate,
  to: LocalDate,
): readonly CountedTalk[] {
  const days = new Map<LocalDate, boolean>();
  const add = (heldOn: LocalDate, isInPerson: boolean) => {
    if (heldOn >= from && heldOn <= to) days.set(heldOn, (days.get(heldOn) ?? false) || isInPerson);
  };
  for (const { attended, by, heldOn, mode } of facts.talks) {
    if (attended && by.includes(side)) add(heldOn, mode === 'in-person');
  }
  for (const { by, heldOn } of facts.supplements) {
    if (by === side && heldOn !== null) add(heldOn, true);
  }
  return [...days]
    .map(([heldOn, isInPerson]) => ({ heldOn, isInPerson }))
    .sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1));
}

function toDuty(
  kind: DutyKind,
  role: DutyRole,
  { dueOn, because }: DueDate,
  doneOn: LocalDate | null,
  rules: DutyRules,
  asOf: LocalDate,
): Duty {
  if (doneOn !== null)
    return {
      kind,
      role,
      dueOn,
      state: 'done',
      doneOn,
      because: `${because}；已于${dayLabel(doneOn, dueOn)}完成`,
    };
  const opens = addDays(dueOn, -rules.openDaysBefore);
  const state: DutyState =
    asOf > dueOn ? 'overdue' : asOf >= opens || kind !== 'regular-talk' ? 'open' : 'upcoming';
  return { kind, role, dueOn, state, doneOn, because };
}
