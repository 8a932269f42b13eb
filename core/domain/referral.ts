import type { CauseFactor } from './cause-factor';
import { DomainError } from './errors';
import { addDays, daysBetween, type LocalDate } from './local-date';

/** What the meeting made of a referral 早报告, and before that. */
export const REFERRAL_OUTCOMES = ['accepted', 'not-accepted'] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];
export type ReferralStanding = 'waiting' | ReferralOutcome | 'withdrawn';

/** Longest texts in characters, and how many photos of which size. */
export const REFERRAL_LIMITS = {
  seen: 1000,
  causeNote: 100,
  reason: 500,
  photos: 4,
  photoBytes: 10 * 1024 * 1024,
} as const;

export interface ReferralContent {
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  readonly seen: string;
}

/**
 * Whether a referral may be filed: what was seen is said in words.
 *
 * @throws DomainError naming the field: TEXT_MISSING, TEXT_TOO_LONG
 */
export function validateReferral({ seen, causeNote }: ReferralContent): void {
  if (seen.trim() === '') throw new DomainError('TEXT_MISSING', '请写下您看到的情况', 'seen');
  requireLength(seen, REFERRAL_LIMITS.seen, 'seen', '看到的情况');
  requireLength(causeNote, REFERRAL_LIMITS.causeNote, 'causeNote', '其他成因');
}

/**
 * Whether an answer may stand: declining and changing an answer say why.
 *
 * @throws DomainError REASON_MISSING, TEXT_TOO_LONG
 */
export function validateAnswer(
  { outcome, reason }: { readonly outcome: ReferralOutcome; readonly reason: string },
  { isRevision }: { readonly isRevision: boolean },
): void {
  if (reason.trim() === '' && isRevision)
    throw new DomainError('REASON_MISSING', '更改已作出的答复，请写明理由', 'reason');
  if (reason.trim() === '' && outcome === 'not-accepted')
    throw new DomainError('REASON_MISSING', '不采纳请写明理由', 'reason');
  requireLength(reason, REFERRAL_LIMITS.reason, 'reason', '理由');
}

/** Counts characters as people do: a rare one outside the basic plane is one. */
function requireLength(text: string, limit: number, field: string, label: string): void {
  const { length } = [...text];
  if (length > limit)
    throw new DomainError('TEXT_TOO_LONG', `「${label}」有 ${length} 字，最多 ${limit} 字`, field);
}

/** How long a referral has waited, and whether longer than the policy's days for an answer. */
export function waitOf(
  filedOn: LocalDate,
  today: LocalDate,
  answerDays: number,
): { readonly days: number; readonly dueOn: LocalDate; readonly isOverdue: boolean } {
  const dueOn = addDays(filedOn, answerDays);
  return { days: Math.max(0, daysBetween(filedOn, today)), dueOn, isOverdue: today > dueOn };
}

/** 学号 and 姓名 as a person types them on a phone: full-width digits and blanks around or between. */
export const typedStudent = ({
  studentNo,
  name,
}: {
  readonly studentNo: string;
  readonly name: string;
}): { readonly studentNo: string; readonly name: string } => ({
  studentNo: studentNo.normalize('NFKC').replace(/\s+/g, ''),
  name: name.replace(/\s+/g, ''),
});

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp';

const SIGNATURES: readonly (readonly [PhotoType, number, readonly number[]])[] = [
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
];
const RIFF = [0x52, 0x49, 0x46, 0x46];

/** The kind of a picture by its first bytes, whatever it is called; null: none that is taken. */
export function photoTypeOf(bytes: Uint8Array): PhotoType | null {
  const holds = (at: number, signs: readonly number[]) =>
    signs.every((sign, index) => bytes[at + index] === sign);
  const found = SIGNATURES.find(([, at, signs]) => holds(at, signs))?.[0] ?? null;
  return found === 'image/webp' && !holds(0, RIFF) ? null : found;
}
