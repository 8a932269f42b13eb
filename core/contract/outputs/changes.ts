import type { CaseOutcome } from '../../domain/case-decision';
import type { ChangeKind, ResultChange } from '../../domain/proposal-change';
import type { SupportTier } from '../../domain/support-tier';

/** How a proposal stands to what the meeting decided before in the semester. */
export interface ProposedChange extends ResultChange {
  readonly kind: ChangeKind;
  readonly decision: {
    readonly id: string;
    readonly outcome: CaseOutcome;
    readonly tier: SupportTier | null;
    readonly on: string;
  };
  /** Of the open case when the screening ran; null: there was none. */
  readonly caseTier: SupportTier | null;
}
