import { adviceWeeksOf, type Calendar } from './calendar';
import type { Duty, DutyKind, TalkSide } from './duty';
import {
  type CountedTalk,
  countedTalks,
  daysIn,
  firstDayIn,
  letterOutcome,
  meetingOutcome,
  noShowNote,
  type Outcome,
  pairingOutcome,
  phoneOutcome,
} from './duty-done';
import type { DutyFacts } from './duty-facts';
import { firstDayOwing, later, periodOf, standingOn, tierOn } from './duty-period';
import { addOnce, addRepeating, addRow, type Desk, headOf, isOwedStill, type Start } from './duty-rows';
import { dayLabel, type LocalDate } from './local-date';
import type { CadenceRule, DutyRules, TierDuties } from './policy';

/** What a tier owes, by kind; the talks of each side apart. */
const OWES = {
  'first-talk': {
    adviser: ({ firstTalk }: TierDuties) => firstTalk.includes('adviser'),
    counselor: ({ firstTalk }: TierDuties) => firstTalk.includes('counselor'),
  },
  'study-plan': ({ studyPlan }: TierDuties) => studyPlan,
  'phone-parents': ({ phoneParents }: TierDuties) => phoneParents,
  'warning-letter': ({ warningLetter }: TierDuties) => warningLetter,
  pairing: ({ pairing }: TierDuties) => pairing,
  'joint-meeting': ({ jointMeeting }: TierDuties) => jointMeeting,
  'course-advice': ({ courseAdvice }: TierDuties) => courseAdvice,
} as const satisfies Partial<Record<DutyKind, unknown>>;

const CADENCES = {
  'regular-talk': {
    adviser: ({ regularTalk }: TierDuties): CadenceRule => regularTalk.adviser,
    counselor: ({ regularTalk }: TierDuties): CadenceRule => regularTalk.counselor,
  },
  'plan-review': ({ planReview }: TierDuties): CadenceRule => planReview,
  'volunteer-guidance': ({ volunteerGuidance }: TierDuties): CadenceRule => volunteerGuidance,
  'focus-note': ({ focusNote }: TierDuties): CadenceRule => focusNote,
} as const satisfies Partial<Record<DutyKind, unknown>>;

/**
 * The duties of one student on a day: pure, and the same whatever the order of the facts.
 *
 * A duty that is done once (first talk, plan, call, letter, pair, meeting) is `open` from the
 * decision on. A repeating one has one row, for its next date, and is `upcoming` until
 * `openDaysBefore` days before it; so is advice, until the selection week is that near. Both are
 * `overdue` from the day after. While the student is away all are `paused`; of a closed case, and of
 * one that has become `watch`, only what was done remains.
 *
 * What due dates were counted to is kept with `calendar`: give the same value for all cases of a
 * department, and never change it.
 *
 * @param asOf the day from which states are told; what lies after it does not exist yet
 * @returns in the order of DUTY_KINDS, the adviser's before the counselor's
 */
export function deriveDuties(
  facts: DutyFacts,
  rules: DutyRules,
  calendar: Calendar,
  asOf: LocalDate,
): readonly Duty[] {
  const period = periodOf(facts.decisions, calendar, asOf);
  if (period === null) return [];
  const standing = standingOn(facts.statuses, asOf);
  const returnedOn = standing.kind === 'running' ? standing.returnedOn : null;
  const span = { from: period.start, to: asOf };
  const desk: Desk = {
    facts,
    rules,
    calendar,
    period,
    standing,
    restart: returnedOn !== null && returnedOn > period.start ? returnedOn : null,
    span,
    duties: [],
  };
  const adviser = addFirstTalk('adviser', desk);
  const counselor = addFirstTalk('counselor', desk);
  const planHead = addStudyPlan(desk);
  addRegularTalk('adviser', adviser, desk);
  addRegularTalk('counselor', counselor, desk);
  addDated('phone-parents', 'either', rules.dueDays.phoneParents, phoneOutcome(facts, span), desk);
  addDated('warning-letter', 'office', rules.dueDays.warningLetter, letterOutcome(facts, span), desk);
  const pairHead = addPairing(desk);
  addDated('joint-meeting', 'either', rules.dueDays.jointMeeting, meetingOutcome(facts, span), desk);
  addChain('plan-review', 'adviser', '上次检查', facts.planReviews, planHead, desk);
  addAdvice(desk);
  addChain('volunteer-guidance', 'counselor', '上次指导', facts.volunteerGuidances, pairHead, desk);
  addChain('focus-note', 'teacher', '上次关注', facts.focusNotes, headOf(desk), desk);
  return desk.duties;
}

function addDated(
  kind: 'phone-parents' | 'warning-letter' | 'joint-meeting',
  role: 'either' | 'office',
  days: number,
  outcome: Outcome,
  desk: Desk,
): void {
  addOnce({ kind, role, owes: OWES[kind], days, outcome }, desk);
}

function addChain(
  kind: 'plan-review' | 'volunteer-guidance' | 'focus-note',
  role: 'adviser' | 'counselor' | 'teacher',
  event: string,
  done: DutyFacts['planReviews'],
  head: Start,
  desk: Desk,
): void {
  const days = daysIn(done, desk.span);
  addRepeating({ kind, role, ruleOf: CADENCES[kind], event, days, head, note: '' }, desk);
}

/** What the regular talks of a side go on from. */
interface TalksSoFar {
  readonly days: readonly LocalDate[];
  readonly head: Start;
  /** A missed appointment, where the first talk does not say it. */
  readonly note: string;
}

function addFirstTalk(side: TalkSide, desk: Desk): TalksSoFar {
  const { facts, rules, period, span } = desk;
  const talks = countedTalks(facts, side, span);
  const missed = noShowNote(facts, side, { from: talks[talks.length - 1]?.heldOn ?? span.from, to: span.to });
  const served = firstServing(talks, desk);
  const mustMeet = rules.tiers[tierOn(period, span.to)].firstTalkInPerson;
  const note =
    served === null ? `${mustMeet && talks.length > 0 ? '；已有的谈话不是面对面' : ''}${missed}` : '';
  const due = addOnce(
    {
      kind: 'first-talk',
      role: side,
      owes: OWES['first-talk'][side],
      days: rules.dueDays.firstTalk,
      outcome: { doneOn: served?.heldOn ?? null, note },
      ruleNote: mustMeet ? '，须面对面' : '',
      doneNote: served !== null && served.lag > 0 ? `（补录，晚 ${served.lag} 天）` : '',
    },
    desk,
  );
  return {
    days: talks.map(({ heldOn }) => heldOn),
    head: due === null ? headOf(desk) : { event: '首次谈话期限', on: due.dueOn },
    // Said once: with the first talk while that is open.
    note: due !== null && served === null ? '' : missed,
  };
}

/** The first talk that is one by the tier of its day: in person, where that tier asks for it. */
function firstServing(talks: readonly CountedTalk[], { period, rules }: Desk): CountedTalk | null {
  for (const talk of talks)
    if (talk.isInPerson || !rules.tiers[tierOn(period, talk.heldOn)].firstTalkInPerson) return talk;
  return null;
}

function addRegularTalk(side: TalkSide, { days, head, note }: TalksSoFar, desk: Desk): void {
  const ruleOf = CADENCES['regular-talk'][side];
  addRepeating({ kind: 'regular-talk', role: side, ruleOf, event: '上次谈话', days, head, note }, desk);
}

/** @returns where going through it counts from: the plan, else the plan's due date */
function addStudyPlan(desk: Desk): Start {
  const { facts, rules, span } = desk;
  const doneOn = firstDayIn(facts.studyPlans, span);
  const days = rules.dueDays.studyPlan;
  const outcome = { doneOn, note: '' };
  const due = addOnce({ kind: 'study-plan', role: 'adviser', owes: OWES['study-plan'], days, outcome }, desk);
  if (doneOn !== null) return { event: '学习计划', on: doneOn };
  return due === null ? headOf(desk) : { event: '学习计划期限', on: due.dueOn };
}

/** @returns where its guidance counts from: the pair's first day, else its due date */
function addPairing(desk: Desk): Start {
  const { facts, rules, period, span } = desk;
  const isOwed = OWES.pairing(rules.tiers[tierOn(period, span.to)]);
  const outcome = pairingOutcome(facts, span, isOwed);
  const days = rules.dueDays.pairing;
  const due = addOnce({ kind: 'pairing', role: 'counselor', owes: OWES.pairing, days, outcome }, desk);
  const { doneOn } = outcome;
  if (doneOn !== null) return doneOn < period.start ? headOf(desk) : { event: '结对', on: doneOn };
  return due === null ? headOf(desk) : { event: '结对期限', on: due.dueOn };
}

/** Due on the last teaching day before the first selection week that leaves one; no date is invented. */
function addAdvice(desk: Desk): void {
  const { calendar, facts, rules, period, span, restart } = desk;
  const owes = OWES['course-advice'];
  const owedFrom = firstDayOwing(period, rules, owes);
  if (owedFrom === null) return;
  const doneOn = firstDayIn(facts.courseAdvices, span);
  const from =
    doneOn === null || (restart !== null && doneOn >= restart) ? later(owedFrom, restart) : owedFrom;
  const weeks = adviceWeeksOf(calendar);
  const week = weeks.find(({ dueOn }) => dueOn >= from);
  const because =
    week === undefined
      ? `${weeks.length === 0 ? '校历没有录入选课周' : '校历没有录入认定之后的选课周'}，期限未定`
      : `选课周 ${dayLabel(week.from, from)}开始，须在此前的教学日完成`;
  addRow(
    {
      kind: 'course-advice',
      role: 'adviser',
      dueOn: week?.dueOn ?? null,
      because,
      outcome: { doneOn, note: '' },
      doneNote: '',
      isRepeating: true,
      isOwed: isOwedStill(owes, desk),
    },
    desk,
  );
}
