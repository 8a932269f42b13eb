import type { LocalDate } from '../../domain/local-date';
import type { AgreementWay, LineProgress, PlanContent, PlanLine, PlanStep } from '../../domain/study-plan';
import type { Term } from '../../domain/term';
import type { Instant } from './world';

/** A version of a case's study plan; the one with the highest ordinal is in force. */
export interface PlanRow {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly ordinal: number;
  readonly reason: string;
  readonly goal: string;
  readonly lines: readonly PlanLine[];
  readonly steps: readonly PlanStep[];
  readonly contentHash: string;
  readonly authorId: string;
  readonly madeOn: LocalDate;
  readonly madeAt: Instant;
}

/** That the student agreed to a version, by a signature on the adviser's phone. */
export interface AgreementRow {
  readonly id: string;
  readonly planId: string;
  readonly studentId: string;
  readonly contentHash: string;
  readonly path: string;
  readonly fileHash: string;
  readonly witnessId: string;
  readonly agreedOn: LocalDate;
  readonly agreedAt: Instant;
}

export interface PlanObjection {
  readonly id: string;
  readonly wish: string;
  readonly saidOn: LocalDate;
}

export interface PlanVersion extends PlanRow {
  readonly authorName: string;
  readonly agreement: {
    readonly id: string;
    readonly way: AgreementWay;
    /** Of the drawing; null: by a code. */
    readonly path: string | null;
    readonly agreedOn: LocalDate;
  } | null;
  /** What the student would have otherwise, by a code; oldest first. */
  readonly objections: readonly PlanObjection[];
}

export interface ReviewRow {
  readonly id: string;
  readonly planId: string;
  readonly studentId: string;
  readonly heldOn: LocalDate;
  readonly progress: readonly LineProgress[];
  readonly note: string;
  readonly next: string;
  readonly authorId: string;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface PlanReview extends ReviewRow {
  readonly caseId: string;
  readonly authorName: string;
}

/** 选课咨询: what was advised. */
export interface AdviceRow {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly heldOn: LocalDate;
  readonly advice: string;
  readonly authorId: string;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface CourseAdvice extends AdviceRow {
  readonly authorName: string;
}

/** Plans of a student, of all cases. */
export interface StudentPlans {
  /** Oldest first. */
  readonly versions: readonly PlanVersion[];
  /** Newest first by the day on which they were held. */
  readonly reviews: readonly PlanReview[];
  readonly advices: readonly CourseAdvice[];
}

/** What a case's duties are derived from, of its plan. */
export interface PlanFacts {
  /** Agreed versions. */
  readonly studyPlans: readonly { readonly planId: string; readonly on: LocalDate }[];
  readonly planReviews: readonly {
    readonly reviewId: string;
    readonly on: LocalDate;
    readonly filedOn: LocalDate;
  }[];
  readonly courseAdvices: readonly {
    readonly adviceId: string;
    readonly on: LocalDate;
    readonly filedOn: LocalDate;
  }[];
}

/** Each `add…`: the same id again with the same author: false, and nothing is written; another's: CONFLICT. */
export interface StudyPlanRepository {
  ofStudent(studentId: string): Promise<StudentPlans>;
  /** CONFLICT too where the ordinal is taken: someone else made a version meanwhile. */
  add(plan: PlanRow): Promise<boolean>;
  /** false: the version is agreed to already. */
  addAgreement(agreement: AgreementRow): Promise<boolean>;
  /** @param goal laid beside the code until it is used or over @returns false: not one's class's, or it needs no code */
  keepCode(planId: string, codeHash: string, goal: string, now: Instant, until: Instant): Promise<boolean>;
  addReview(review: ReviewRow): Promise<boolean>;
  addAdvice(advice: AdviceRow): Promise<boolean>;
  /** The next semester from `from` on in which each course is offered, by code. */
  nextOfferings(codes: readonly string[], from: Term): Promise<ReadonlyMap<string, Term>>;
}

/** What the student says of a plan, on a phone that nobody has signed in on. */
export interface PlanAnswer {
  readonly provider: string;
  readonly subject: string;
  readonly studentNo: string;
  readonly code: string;
  readonly answer: 'look' | 'agreed' | 'objected';
  /** Of an objection; else empty. */
  readonly wish: string;
  readonly at: Instant;
  readonly today: LocalDate;
}

/** All that a student is shown of a plan by a code. */
export interface PlanSeen extends PlanContent {
  readonly outcome: 'look' | 'agreed' | 'objected' | 'wrong' | 'too-many' | 'own-phone';
}
