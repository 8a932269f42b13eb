import type { Policy } from '../domain/policy';
import { policy2015 } from './policy-2015';

/** The college's notice of 2025: 黄 15–<25, 橙 25–<35, 红 ≥ 35; the rest as in 2015. */
export const policy2025: Policy = {
  ...policy2015,
  id: '2025',
  version: '2025.2',
  title: '学业预警通知（2025年）',
  effectiveFrom: '2025-03-01',
  facts: {
    ...policy2015.facts,
    warningKinds: [...policy2015.facts.warningKinds, '黄色预警', '橙色预警', '红色预警'],
  },
  tiers: [
    { tier: 1, from: 1500, below: 2500, word: '黄色预警' },
    { tier: 2, from: 2500, below: 3500, word: '橙色预警' },
    { tier: 3, from: 3500, below: null, word: '红色预警' },
  ],
};
