import { TIER_LABELS } from './labels';
import type { Standing } from './what-if';

export const STANDING_LABELS: Readonly<Record<Standing, string>> = {
  '3': TIER_LABELS[3],
  '2': TIER_LABELS[2],
  '1': TIER_LABELS[1],
  watch: TIER_LABELS.watch,
  apart: '另列',
  'near-miss': '接近',
  none: '未列入',
};
