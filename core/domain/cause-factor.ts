/** The closed list of art. 3; causes describe, and decide nothing. */
export const CAUSE_FACTORS = [
  'poverty',
  'mental-fragility',
  'status-change',
  'independent-living',
  'internet-addiction',
  'serious-illness',
  'extreme-views',
  'disciplined',
] as const;

export type CauseFactor = (typeof CAUSE_FACTORS)[number];
