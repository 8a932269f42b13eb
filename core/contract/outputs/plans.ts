import type { Duty } from '../../domain/duty';
import type { LineProgress, LineStanding, PlanLine, PlanStep, ReviewProgress } from '../../domain/study-plan';
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
    /** The drawing by a short-lived link. */
    readonly agreement: { readonly on: string; readonly signatureUrl: string } | null;
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
