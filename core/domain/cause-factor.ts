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

/** Those that tell of family, illness, psychology, discipline or belief: left out unless asked for by name. */
const SENSITIVE: ReadonlySet<CauseFactor> = new Set([
  'poverty',
  'mental-fragility',
  'serious-illness',
  'extreme-views',
  'disciplined',
]);

export const isSensitiveCause = (cause: CauseFactor): boolean => SENSITIVE.has(cause);
