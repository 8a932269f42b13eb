import type { TimelineGroup } from './timeline-group';

export const TIMELINE_GROUP_LABELS: Readonly<Record<TimelineGroup, string>> = {
  decision: '认定',
  talk: '谈话',
  plan: '学习计划',
  parents: '家长',
  help: '帮扶',
  classroom: '课堂',
  referral: '早报告',
};

/** What a screening found, as the archive says it. */
export const FINDING_LABELS: Readonly<Record<'identified' | 'near-miss' | 'apart' | 'cleared', string>> = {
  identified: '符合认定情形',
  'near-miss': '接近一级的界线',
  apart: '学分达到而没有情形，另列',
  cleared: '不再符合认定情形',
};
