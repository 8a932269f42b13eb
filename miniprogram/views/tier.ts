import type { Tier } from '#core/contract/index';
import { TIER_LABELS } from '#core/domain/labels';

export interface TierView {
  readonly tierWord: string;
  readonly tierTone: string;
}

export const toTier = (tier: Tier | null): TierView =>
  tier === null ? { tierWord: '', tierTone: 'none' } : { tierWord: TIER_LABELS[tier], tierTone: String(tier) };
