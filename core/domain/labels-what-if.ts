import { TIER_LABELS } from './labels';
import type { Standing } from './what-if';
import type { MoveGroup } from './what-if-groups';

export const STANDING_LABELS: Readonly<Record<Standing, string>> = {
  '3': TIER_LABELS[3],
  '2': TIER_LABELS[2],
  '1': TIER_LABELS[1],
  watch: TIER_LABELS.watch,
  apart: '另列',
  'near-miss': '接近',
  none: '未列入',
};

export const MOVE_GROUP_LABELS: Readonly<Record<MoveGroup, string>> = {
  new: '新列入',
  gone: '不再列入',
  up: '加重',
  down: '减轻',
  beside: '接近或另列有变',
  credits: '只变学分',
  same: '不变',
};
