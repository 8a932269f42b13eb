import type { Duty } from '../../domain/duty';
import type {
  AgreementWay,
  LineProgress,
  LineStanding,
  PlanLine,
  PlanStep,
  ReviewProgress,
} from '../../domain/study-plan';
import type { SupportTier } from '../../domain/support-tier';
import type { StudentHeading } from './students';

/** What the actions of 学习计划 answer. */

/** A line as it stands by the present grades. */
export interface PlanLineView extends PlanLine {
  readonly key: string;
  readonly standing: LineStanding;
  /** Of the last review; null: none spoke of it. */
  readonly progress: ReviewProgress | null;
}

export interface PlanVersionItem {
  readonly planId: string;
  readonly ordinal: number;
  readonly reason: string;
  readonly madeOn: string;
  readonly by: string;
  readonly agreedOn: string | null;
  /** How; null: not yet. */
  readonly agreedWay: AgreementWay | null;
}

export interface PlanReviewItem {
  readonly reviewId: string;
  readonly heldOn: string;
  readonly by: string;
  readonly note: string;
  readonly next: string;
  readonly progress: readonly (LineProgress & { readonly courseName: string })[];
}

export interface CourseAdviceItem {
  readonly adviceId: string;
  readonly heldOn: string;
  readonly by: string;
  readonly advice: string;
}

export interface StudyPlanView {
  readonly caseId: string;
  readonly today: string;
  readonly student: StudentHeading;
  readonly tier: SupportTier;
  readonly isClosed: boolean;
  /** The version that was asked for, else the one in force; null: no plan yet. */
  readonly plan: {
    readonly planId: string;
    readonly ordinal: number;
    readonly reason: string;
    readonly goal: string;
    readonly lines: readonly PlanLineView[];
    readonly steps: readonly PlanStep[];
    readonly madeOn: string;
    readonly by: string;
    readonly isInForce: boolean;
    /** With the drawing by a short-lived link; null: by a code. */
    readonly agreement: {
      readonly on: string;
      readonly way: AgreementWay;
      readonly signatureUrl: string | null;
    } | null;
    /** What the student would have otherwise in this version, by a code; oldest first. */
    readonly objections: readonly { readonly on: string; readonly wish: string }[];
  } | null;
  /** Outstanding courses that the version in force does not speak of. */
  readonly missing: readonly PlanLine[];
  /** Semesters that one may plan for. */
  readonly terms: readonly string[];
  /** Newest first. */
  readonly versions: readonly PlanVersionItem[];
  readonly reviews: readonly PlanReviewItem[];
  readonly advices: readonly CourseAdviceItem[];
  /** Plan, review and advice. */
  readonly duties: readonly Duty[];
  readonly can: {
    readonly save: boolean;
    readonly agree: boolean;
    readonly review: boolean;
    readonly advise: boolean;
  };
}

export interface PlanChanged {
  readonly view: StudyPlanView;
  /** The same id came before: nothing was written again. */
  readonly repeated: boolean;
  readonly late: { readonly days: number } | null;
}

/** The code is shown once and kept nowhere. */
export interface PlanCode {
  readonly planId: string;
  readonly code: string;
  /** How long it holds. */
  readonly minutes: number;
}

/** What a student sees of a plan, by number and code. */
export interface PlanSeen {
  readonly outcome: 'look' | 'agreed' | 'objected';
  readonly goal: string;
  readonly lines: readonly Pick<PlanLine, 'courseName' | 'credit' | 'way' | 'term' | 'on' | 'target'>[];
  readonly steps: readonly string[];
}
