/** Why a pair ended. */
const PAIRING_END_KINDS = [
  'student-wish',
  'volunteer-wish',
  'not-suitable',
  'unavailable',
  'goal-reached',
  'mistake',
  'case-closed',
] as const;
export type PairingEndKind = (typeof PAIRING_END_KINDS)[number];

/** Those that a person chooses; a closed case ends its pair by itself. */
export const CHOSEN_END_KINDS = PAIRING_END_KINDS.filter((kind) => kind !== 'case-closed');

/** Which of the two is not to be asked for the other again; null: neither said no. */
export function refusalIn(kind: PairingEndKind): 'student' | 'volunteer' | null {
  if (kind === 'student-wish' || kind === 'not-suitable') return 'student';
  return kind === 'volunteer-wish' ? 'volunteer' : null;
}

export const CLASS_WISHES = ['own-class', 'other-class'] as const;
export type ClassWish = (typeof CLASS_WISHES)[number];

/** Characters. */
export const PAIRING_LIMITS = { contact: 100, note: 200, campus: 20 } as const;
