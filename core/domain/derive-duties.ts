import { type Calendar, teachingDayBefore } from './calendar';
import { DUTY_KINDS, type Duty, type TalkSide } from './duty';
import {
  countedTalks,
  daysIn,
  letterOutcome,
  meetingOutcome,
  noShowNote,
  pairingOutcome,
  phoneOutcome,
} from './duty-done';
import type { DutyFacts } from './duty-facts';
import { firstDayOwing, later, periodOf, standingOn, tierOn } from './duty-period';
import { type Desk, type Due, headOf, isOwedStill, onceDuty, repeatingDuty, settle } from './duty-rows';
import { dayLabel, type LocalDate } from './local-date';
import type { DutyRules, TierDuties } from './policy';

const SIDES: readonly TalkSide[] = ['adviser', 'counselor'];

/**
 * The duties of one student on a day: pure, and the same whatever the order of the facts.
 *
 * A duty that is done once (first talk, plan, call, letter, pair, meeting) is `open` from the
 * decision on. A repeating one has one row, for its next date, and is `upcoming` until
 * `openDaysBefore` days before it; so is advice, until the selection week is that near. Both are
 * `overdue` from the day after. While the student is away all are `paused`; of a closed case, and of
 * one that has become `watch`, only what was done remains.
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
  const desk: Desk = {
    facts,
    rules,
    calendar,
    period,
    standing,
    restart: returnedOn !== null && returnedOn > period.start ? returnedOn : null,
    span: { from: period.start, to: asOf },
  };
  const duties = [
    ...SIDES.flatMap((side) => talkDuties(side, desk)),
    ...planDuties(desk),
    ...pairingDuties(desk),
    ...onceDuty(
      'phone-parents',
      'either',
      (tier) => tier.phoneParents,
      rules.dueDays.phoneParents,
      phoneOutcome(facts, desk.span),
      desk,
    ).duties,
    ...onceDuty(
      'warning-letter',
      'office',
      (tier) => tier.warningLetter,
      rules.dueDays.warningLetter,
      letterOutcome(facts, desk.span),
      desk,
    ).duties,
    ...onceDuty(
      'joint-meeting',
      'either',
      (tier) => tier.jointMeeting,
      rules.dueDays.jointMeeting,
      meetingOutcome(facts, desk.span),
      desk,
    ).duties,
    ...adviceDuty(desk),
    ...repeatingDuty(
      'focus-note',
      'teacher',
      (tier) => tier.focusNote,
      { event: '上次关注', days: daysIn(facts.focusNotes, desk.span), head: headOf(desk) },
      '',
      desk,
    ),
  ];
  return duties.sort((a, b) => DUTY_KINDS.indexOf(a.kind) - DUTY_KINDS.indexOf(b.kind));
}

function talkDuties(side: TalkSide, desk: Desk): readonly Duty[] {
  const { facts, rules, period, span } = desk;
  const talks = countedTalks(facts, side, span);
  const missed = noShowNote(facts, side, { from: talks[talks.length - 1]?.heldOn ?? span.from, to: span.to });
  const needsPresence = (date: LocalDate) => rules.tiers[tierOn(period, date)].firstTalkInPerson;
  const served = talks.find(({ heldOn, isInPerson }) => isInPerson || !needsPresence(heldOn));
  const mustMeet = needsPresence(span.to);
  const first = onceDuty(
    'first-talk',
    side,
    (tier) => tier.firstTalk.includes(side),
    rules.dueDays.firstTalk,
    {
      doneOn: served?.heldOn ?? null,
      note: `${mustMeet && talks.length > 0 ? '；已有的谈话不是面对面' : ''}${missed}`,
    },
    desk,
    {
      rule: mustMeet ? '，须面对面' : '',
      done: served && served.lag > 0 ? `（补录，晚 ${served.lag} 天）` : '',
    },
  );
  const head = first.due === null ? headOf(desk) : { event: '首次谈话期限', on: first.due.dueOn };
  const days = talks.map(({ heldOn }) => heldOn);
  return [
    ...first.duties,
    ...repeatingDuty(
      'regular-talk',
      side,
      (tier) => tier.regularTalk[side],
      { event: '上次谈话', days, head },
      // Said once: with the first talk while that is open.
      first.due !== null && served === undefined ? '' : missed,
      desk,
    ),
  ];
}

/** The plan, and going through it: from the last time, from the plan, from the plan's due date. */
function planDuties(desk: Desk): readonly Duty[] {
  const { facts, rules, span } = desk;
  const [madeOn = null] = daysIn(facts.studyPlans, span);
  const plan = onceDuty(
    'study-plan',
    'adviser',
    (tier) => tier.studyPlan,
    rules.dueDays.studyPlan,
    { doneOn: madeOn, note: '' },
    desk,
  );
  const planHead = plan.due === null ? headOf(desk) : { event: '学习计划期限', on: plan.due.dueOn };
  const head = madeOn === null ? planHead : { event: '学习计划', on: madeOn };
  const days = daysIn(facts.planReviews, span);
  return [
    ...plan.duties,
    ...repeatingDuty(
      'plan-review',
      'adviser',
      (tier) => tier.planReview,
      { event: '上次检查', days, head },
      '',
      desk,
    ),
  ];
}

/** The pair, and its guidance: from the last time, from the pair's first day, from its due date. */
function pairingDuties(desk: Desk): readonly Duty[] {
  const { facts, rules, period, span } = desk;
  const isOwed = rules.tiers[tierOn(period, span.to)].pairing;
  const outcome = pairingOutcome(facts, span, isOwed);
  const pairing = onceDuty(
    'pairing',
    'counselor',
    (tier) => tier.pairing,
    rules.dueDays.pairing,
    outcome,
    desk,
  );
  const pairHead = pairing.due === null ? headOf(desk) : { event: '结对期限', on: pairing.due.dueOn };
  const head =
    outcome.doneOn === null
      ? pairHead
      : outcome.doneOn < period.start
        ? headOf(desk)
        : { event: '结对', on: outcome.doneOn };
  const days = daysIn(facts.volunteerGuidances, span);
  return [
    ...pairing.duties,
    ...repeatingDuty(
      'volunteer-guidance',
      'counselor',
      (tier) => tier.volunteerGuidance,
      { event: '上次指导', days, head },
      '',
      desk,
    ),
  ];
}

/** Due on the last teaching day before the first selection week that leaves one; no date is invented. */
function adviceDuty(desk: Desk): readonly Duty[] {
  const { calendar, facts, rules, period, span, restart } = desk;
  const owes = (tier: TierDuties) => tier.courseAdvice;
  const owedFrom = firstDayOwing(period, rules, owes);
  if (owedFrom === null) return [];
  const [doneOn = null] = daysIn(facts.courseAdvices, span);
  const from =
    doneOn === null || (restart !== null && doneOn >= restart) ? later(owedFrom, restart) : owedFrom;
  const weeks = calendar.selectionWeeks ?? [];
  const [week] = weeks
    .map((given) => ({ from: given.from, dueOn: teachingDayBefore(given.from, calendar) }))
    .filter(({ dueOn }) => dueOn >= from)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const due: Due =
    week === undefined
      ? {
          dueOn: null,
          because: `${weeks.length === 0 ? '校历没有录入选课周' : '校历没有录入认定之后的选课周'}，期限未定`,
        }
      : { dueOn: week.dueOn, because: `选课周 ${dayLabel(week.from, from)}开始，须在此前的教学日完成` };
  const outcome = { doneOn, note: '' };
  const isOwed = isOwedStill(owes, desk);
  return settle({ kind: 'course-advice', role: 'adviser', due, outcome, isRepeating: true, isOwed }, desk);
}
