/** By what one looks through a student's archive. */
export const TIMELINE_GROUPS = [
  'decision',
  'talk',
  'plan',
  'parents',
  'help',
  'classroom',
  'referral',
] as const;
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number];
