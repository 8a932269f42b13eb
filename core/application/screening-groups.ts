import type { ScreeningResult } from '../domain/screening';
import type { ProposalGroup } from './ports';

/** Credits past the first tier without a criterion are listed apart, never dropped (reading §3). */
export function groupOf(result: ScreeningResult): Exclude<ProposalGroup, 'cleared'> | null {
  if (result.identified) return 'identified';
  if (result.creditsWithoutCriterion) return 'apart';
  return result.nearMiss ? 'near-miss' : null;
}
