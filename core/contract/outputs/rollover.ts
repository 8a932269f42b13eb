import type { CloseOutcome } from '../../domain/case-closing';
import type { LocalDate } from '../../domain/local-date';
import type { RolloverStep, StepState } from '../../domain/rollover';
import type { SupportTier } from '../../domain/support-tier';
import type { Page } from '../page';
import type { StudentHeading } from './students';

export interface RolloverStepView {
  readonly step: RolloverStep;
  readonly state: StepState;
  /** What was found, or what is missing. */
  readonly detail: string;
}

/** 换学期: from the semester that has ended to the one that has begun. */
export interface Rollover {
  readonly today: LocalDate;
  /** The semester that has ended, and the one of today; null: not entered. */
  readonly ended: string | null;
  readonly current: string | null;
  readonly screeningId: string | null;
  readonly steps: readonly RolloverStepView[];
  readonly can: { readonly close: boolean };
}

export interface RolloverCase {
  readonly caseId: string;
  readonly student: StudentHeading;
  readonly term: string;
  readonly tier: SupportTier;
  readonly proposalId: string | null;
}

export interface RolloverCases extends Page<RolloverCase> {
  readonly total: number;
  readonly can: { readonly close: boolean };
}

export interface CaseClosed {
  readonly caseId: string;
  readonly outcome: CloseOutcome;
  /** It was closed so before: nothing was written. */
  readonly repeated: boolean;
  /** How many are left to close. */
  readonly left: number;
}
