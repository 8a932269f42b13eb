import type { Tier } from '#core/contract/index';
import { TIER_LABELS } from '#core/domain/labels';

export interface TierView {
  readonly tierWord: string;
  readonly tierTone: string;
}

export const toTier = (tier: Tier | null): TierView =>
  tier === null
    ? { tierWord: '', tierTone: 'none' }
    : { tierWord: TIER_LABELS[tier], tierTone: String(tier) };

/** What fits a narrow bar. */
export const SHORT_TIERS: Readonly<Record<Tier, string>> = { 3: '三级', 2: '二级', 1: '一级', watch: '关注' };

export const toTierCode = (value: string): Tier =>
  value === '1' ? 1 : value === '2' ? 2 : value === '3' ? 3 : 'watch';
