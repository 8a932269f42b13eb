import type { Credits } from './credits';
import type { TierBand } from './policy';

/** 建档关注, 一级, 二级, 三级（最重） */
export type SupportTier = 'watch' | 1 | 2 | 3;
/** As tables list them. */
export const HEAVIEST_FIRST = [3, 2, 1, 'watch'] as const satisfies readonly SupportTier[];

export interface TierDecision {
  readonly tier: SupportTier;
  readonly band: TierBand | null;
  /** Credits from here to the next heavier tier; null in the heaviest. */
  readonly toNext: Credits | null;
}

/** The tier of an identified student by outstanding credits (art. 5); below the first: watch. */
export function decideTier(outstanding: Credits, tiers: readonly TierBand[]): TierDecision {
  const band =
    tiers.find(({ from, below }) => outstanding >= from && (below === null || outstanding < below)) ?? null;
  const next = tiers.find(({ from }) => from > outstanding);
  return { tier: band?.tier ?? 'watch', band, toNext: next ? next.from - outstanding : null };
}
