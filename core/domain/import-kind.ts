/** What the office imports. */
export const IMPORT_KINDS = [
  'grades',
  'courses',
  'absences',
  'discipline',
  'warnings',
  'referrals',
  'classes',
  'areas',
  'students',
  'staff',
  'offerings',
  'volunteers',
] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];
