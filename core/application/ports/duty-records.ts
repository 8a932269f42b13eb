import type { DutyFacts } from '../../domain/duty-facts';
import type { LocalDate } from '../../domain/local-date';
import type { SupportTier } from '../../domain/support-tier';

type Facts = Omit<DutyFacts, 'decisions' | 'contacts' | 'statuses' | 'assignments'>;

/** Of a case, what its duties are derived from and nothing else. */
export interface DutyRecords extends Facts {
  readonly term: string;
  /** In the order in which they were made. */
  readonly decisions: readonly { readonly tier: SupportTier | null; readonly decidedOn: LocalDate }[];
  /** Of the parents. */
  readonly calls: readonly {
    readonly on: LocalDate;
    readonly reached: boolean;
    readonly verified: boolean;
  }[];
  /** When the student's class passed to another adviser or counselor. */
  readonly handovers: DutyFacts['assignments'];
}
