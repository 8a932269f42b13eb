import type { CadenceRule, Policy, TierDuties } from './policy';
import type { SupportTier } from './support-tier';

/**
 * Talks and other repeating duties in 26ths of one a week, so that sums stay whole numbers: every two
 * weeks is 13 (half a week), every month 6 (twelve in a year of 52 weeks).
 */
export type Weekly = number;
const PER_WEEK = 26;

export const WORK_SIDES = ['adviser', 'counselor'] as const;
export type WorkSide = (typeof WORK_SIDES)[number];

/** What one student of a tier asks of one side. */
export interface Load {
  /** Regular talks. */
  readonly talks: Weekly;
  /** Every repeating duty, talks among them. */
  readonly duties: Weekly;
  /** Duties done once, at the start: first talk, plan, call, pair, parents' visit, advice. */
  readonly once: number;
}

export type TierLoads = Readonly<Record<SupportTier, Readonly<Record<WorkSide, Load>>>>;

export const NO_LOAD: Load = { talks: 0, duties: 0, once: 0 };

/** Per student and side, from the rule's table of duties; what either may do is told of the adviser. */
export function tierLoads({ duties: { tiers } }: Pick<Policy, 'duties'>): TierLoads {
  const of = (tier: SupportTier) => ({
    adviser: adviserLoad(tiers[tier]),
    counselor: counselorLoad(tiers[tier]),
  });
  return { watch: of('watch'), 1: of(1), 2: of(2), 3: of(3) };
}

export const addLoads = (a: Load, b: Load): Load => ({
  talks: a.talks + b.talks,
  duties: a.duties + b.duties,
  once: a.once + b.once,
});

/** One decimal, half up: 13 is 0.5, 6 is 0.2. */
export function formatWeekly(weekly: Weekly): string {
  const tenths = Math.floor((weekly * 20 + PER_WEEK) / (2 * PER_WEEK));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

function adviserLoad(rules: TierDuties): Load {
  const talks = weeklyOf(rules.regularTalk.adviser);
  return {
    talks,
    duties: talks + weeklyOf(rules.planReview),
    once: count(
      rules.firstTalk.includes('adviser'),
      rules.studyPlan,
      rules.phoneParents,
      rules.jointMeeting,
      rules.courseAdvice,
    ),
  };
}

function counselorLoad(rules: TierDuties): Load {
  const talks = weeklyOf(rules.regularTalk.counselor);
  return {
    talks,
    duties: talks + weeklyOf(rules.volunteerGuidance),
    once: count(rules.firstTalk.includes('counselor'), rules.pairing),
  };
}

const weeklyOf = (cadence: CadenceRule): Weekly =>
  cadence === 'two-weeks' ? PER_WEEK / 2 : cadence === 'monthly' ? (PER_WEEK * 12) / 52 : 0;

const count = (...owed: readonly boolean[]): number => owed.filter(Boolean).length;
