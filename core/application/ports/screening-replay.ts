import type { FrozenFacts } from '../../domain/frozen-facts';
import type { Policy } from '../../domain/policy';
import type { ScreeningResult } from '../../domain/screening';
import type { SupportTier } from '../../domain/support-tier';

/** What a screening keeps so that it can be made again later with the same answer. */
export interface KeptWithScreening {
  readonly policy: Policy;
  readonly facts: FrozenFacts;
}

/** A proposal as the screening made it, whatever was decided since. */
export interface FrozenProposal {
  readonly id: string;
  readonly student: {
    readonly id: string;
    readonly studentNo: string;
    readonly name: string;
    readonly className: string;
  };
  readonly group: 'identified' | 'near-miss' | 'apart' | 'cleared';
  readonly tier: SupportTier | null;
  /** In 1/100. */
  readonly outstanding: number;
  readonly result: ScreeningResult;
}
