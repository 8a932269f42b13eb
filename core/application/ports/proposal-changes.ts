import type { CaseOutcome } from '../../domain/case-decision';
import type { LocalDate } from '../../domain/local-date';
import type { ChangeKind, LastDecision, ResultChange } from '../../domain/proposal-change';
import type { SupportTier } from '../../domain/support-tier';

/** How a proposal stands to the decision before it, frozen with it. */
export interface ProposalChange extends ResultChange {
  readonly kind: ChangeKind;
  readonly decision: {
    readonly id: string;
    readonly outcome: CaseOutcome;
    readonly tier: SupportTier | null;
    readonly on: LocalDate;
  };
  /** Of the open case when the screening ran; null: there was none. */
  readonly caseTier: SupportTier | null;
}

/** The newest decision about a student among all screenings of a semester. */
export interface DecidedBefore extends LastDecision {
  readonly proposalId: string;
  readonly outcome: CaseOutcome;
  readonly tier: SupportTier | null;
  readonly on: LocalDate;
}
