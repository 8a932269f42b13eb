import type { FactRules } from './fact-rules';
import type { Hundredths } from './grade-row';
import type { LocalDate } from './local-date';
import type { ReminderRules } from './reminder-rules';
import type { HelpRules, PairingWeights, TeachingRules } from './service-rules';

/**
 * The rule as data (reading.md): every threshold, list and interval that the software applies.
 * Versioned; a decision keeps the version that it was made from.
 */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly effectiveFrom: LocalDate;
  readonly criteria: {
    /** 旷课: unexcused class-hours in one semester, in 1/100; met from here on. */
    readonly truancyHours: Hundredths;
    /** 不合格课程较多: outstanding credits from here on … */
    readonly failedCoursesFrom: Hundredths;
    /** … and below this line, where 学业预警 begins. */
    readonly warningLine: Hundredths;
    /** 平均学分绩点: met below, not at, this. */
    readonly gpaBelow: Hundredths;
    /** Kinds of disciplinary action that concern study; each also as a part of a longer text. */
    readonly studyDisciplineKinds: readonly string[];
  };
  /** Lightest first, without gaps; the last one is open above. */
  readonly tiers: readonly TierBand[];
  /** A student this close below a tier stands on the near-miss list. */
  readonly nearMissWithin: Hundredths;
  readonly courses: CourseRules;
  readonly grading: GradingRules;
  readonly facts: FactRules;
  readonly duties: DutyRules;
  readonly reminders: ReminderRules;
  readonly help: HelpRules;
  /** What speaks for a pair, in points. */
  readonly matching: PairingWeights;
  readonly teaching: TeachingRules;
}

export interface TierBand {
  readonly tier: 1 | 2 | 3;
  readonly from: Hundredths;
  /** null: no upper end. */
  readonly below: Hundredths | null;
  /** A colour word of the school's own, e.g. 黄色预警; null where it has none. */
  readonly word: string | null;
}

export const NATURE_KINDS = ['required', 'restricted', 'elective', 'minor'] as const;
/** 必修, 限选, 任选或公选, 辅修 */
export type NatureKind = (typeof NATURE_KINDS)[number];

export interface CourseRules {
  /** Kinds whose fails count as outstanding credits. */
  readonly countedNatures: readonly NatureKind[];
  /** Alias table, the first that fits wins: the whole text, or a part of it. */
  readonly natures: readonly {
    readonly text: string;
    readonly match: 'whole' | 'part';
    readonly kind: NatureKind;
  }[];
  /** Codes taken in several semesters on purpose; only an attempt flagged 重修 clears their fails. */
  readonly repeatableCodes: readonly string[];
  /** The same by a part of the course name: 俱乐部 (club PE). */
  readonly repeatableNames: readonly string[];
  /** 课程替代: a pass of `by` clears a fail of `code`. */
  readonly substitutions: readonly { readonly code: string; readonly by: string }[];
}

/** What a mark in words means. */
export type MarkMeaning = 'passed' | 'failed' | 'pending' | 'ignored' | 'void';

export interface GradingRules {
  /** Passed from here on, in 1/100. */
  readonly passMark: Hundredths;
  /**
   * Five- and two-level grades: the percentage that stands for the level in the point formula; null:
   * the level has no point, and without one of the export's it stays out of the average.
   */
  readonly levels: Readonly<
    Record<string, { readonly percent: Hundredths | null; readonly isPass: boolean }>
  >;
  /** A mark that fails enters the average with 0; one that passes only with the export's point. */
  readonly marks: Readonly<Record<string, MarkMeaning>>;
  /** point = (percent − base) ÷ step for passes, 0 for fails; where the export has no point. */
  readonly point: { readonly base: Hundredths; readonly step: number; readonly resitCap: Hundredths };
}

/** `monthly` keeps the day of the month; `two-weeks` is 14 days; null: the rule sets none. */
export type CadenceRule = 'monthly' | 'two-weeks' | null;

export interface TierDuties {
  readonly firstTalk: readonly ('adviser' | 'counselor')[];
  readonly firstTalkInPerson: boolean;
  readonly regularTalk: { readonly adviser: CadenceRule; readonly counselor: CadenceRule };
  readonly studyPlan: boolean;
  readonly phoneParents: boolean;
  readonly warningLetter: boolean;
  readonly pairing: boolean;
  readonly jointMeeting: boolean;
  /** The adviser goes through the study plan with the student. */
  readonly planReview: CadenceRule;
  /** 选课咨询, before the course-selection week. */
  readonly courseAdvice: boolean;
  /** The counselor guides and evaluates the volunteer. */
  readonly volunteerGuidance: CadenceRule;
  /** 课堂重点关注 by the teachers of failing or retaken courses. */
  readonly focusNote: CadenceRule;
}

export interface DutyRules {
  readonly tiers: Readonly<Record<'watch' | 1 | 2 | 3, TierDuties>>;
  /** Days after the decision. */
  readonly dueDays: {
    readonly firstTalk: number;
    readonly studyPlan: number;
    readonly phoneParents: number;
    readonly warningLetter: number;
    readonly pairing: number;
    readonly jointMeeting: number;
  };
  /** A repeating duty counts as open, not upcoming, this many days before it is due. */
  readonly openDaysBefore: number;
  /** Days that someone who takes a class over has at least for the duties found open (reading §1). */
  readonly handoverDays: number;
}
