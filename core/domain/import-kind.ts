/** What the office imports. */
export const IMPORT_KINDS = [
  'grades',
  'courses',
  'absences',
  'discipline',
  'warnings',
  'referrals',
  'classes',
  'students',
  'staff',
] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];
