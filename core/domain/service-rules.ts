import { invalid, object, whole } from './policy-fields';

/** 志愿者 (art. 4, 6): what the rule is silent on, and so settings of the policy. */
export interface HelpRules {
  /** Minutes of help in a day beyond which the counselor has to confirm. */
  readonly dayLimit: number;
  /** Days after a session on which it can still be filed. */
  readonly filingDays: number;
  /** Minutes for which a code can be used. */
  readonly codeMinutes: number;
  /** Minutes by which the phone's clock may be ahead. */
  readonly clockAhead: number;
  /** Days without a session after which a pair is said first on 今日. */
  readonly quietDays: number;
  /** Days after a conversation with a volunteer on which it can still be filed. */
  readonly guidanceDays: number;
  /** Days that a call for volunteers may stay open. */
  readonly callDays: number;
}

/** 专业教师 (art. 4). Days. */
export interface TeachingRules {
  /** After a lesson on which it can still be filed. */
  readonly lessonDays: number;
  /** Before a 集中答疑 on which it can be announced. */
  readonly qaAhead: number;
  /** After it on which it can still be announced. */
  readonly qaBack: number;
}

/** What speaks for a pair, in points; each a silence of the rule (art. 5, 6) and so a setting of the policy. */
export interface PairingWeights {
  readonly course: number;
  /** For a score of 100, falling to 0 at 60; for each course. */
  readonly grade: number;
  /** For each common free period, up to `periodsCounted`. */
  readonly period: number;
  readonly periodsCounted: number;
  readonly campus: number;
  readonly classWish: number;
  readonly former: number;
  /** Taken off for each student the volunteer has already. */
  readonly load: number;
}

/** Each of these also holds for policy files that were written before there were these settings. */
export const DEFAULT_HELP_RULES: HelpRules = {
  dayLimit: 240,
  filingDays: 30,
  codeMinutes: 30,
  clockAhead: 10,
  quietDays: 14,
  guidanceDays: 30,
  callDays: 120,
};
export const DEFAULT_TEACHING_RULES: TeachingRules = { lessonDays: 30, qaAhead: 180, qaBack: 30 };
export const PAIRING_WEIGHTS: PairingWeights = {
  course: 1000,
  grade: 400,
  period: 60,
  periodsCounted: 4,
  campus: 200,
  classWish: 150,
  former: 800,
  load: 300,
};

type Bounds<Rules> = { readonly [Key in keyof Rules]: readonly [least: number, most: number] };

const HELP_BOUNDS: Bounds<HelpRules> = {
  dayLimit: [30, 1440],
  filingDays: [0, 180],
  codeMinutes: [5, 120],
  clockAhead: [0, 60],
  quietDays: [1, 60],
  guidanceDays: [0, 180],
  callDays: [1, 366],
};
const TEACHING_BOUNDS: Bounds<TeachingRules> = { lessonDays: [0, 180], qaAhead: [1, 366], qaBack: [0, 180] };
/** Far from where the sums of the solver would be inexact. */
const WEIGHT: readonly [number, number] = [0, 10_000];
const WEIGHT_BOUNDS: Bounds<PairingWeights> = {
  course: WEIGHT,
  grade: WEIGHT,
  period: WEIGHT,
  periodsCounted: [0, 84],
  campus: WEIGHT,
  classWish: WEIGHT,
  former: WEIGHT,
  load: WEIGHT,
};

/** @throws DomainError POLICY_INVALID naming the path */
function readWithin<Rules extends object>(value: unknown, path: string, bounds: Bounds<Rules>): Rules {
  const given = object(value, path);
  const rules = {} as Record<string, number>;
  for (const [key, [least, most]] of Object.entries<readonly [number, number]>(bounds)) {
    const at = `${path}.${key}`;
    const number = whole(given[key], at);
    if (number < least || number > most) throw invalid(at, `应为 ${least} 到 ${most} 的整数`);
    rules[key] = number;
  }
  return rules as Rules;
}

/** @throws DomainError POLICY_INVALID naming the path */
export const helpRules = (value: unknown): HelpRules => readWithin(value, 'help', HELP_BOUNDS);
/** @throws DomainError POLICY_INVALID naming the path */
export const teachingRules = (value: unknown): TeachingRules =>
  readWithin(value, 'teaching', TEACHING_BOUNDS);
/** @throws DomainError POLICY_INVALID naming the path */
export const pairingWeights = (value: unknown): PairingWeights =>
  readWithin(value, 'matching', WEIGHT_BOUNDS);
