import { DomainError } from './errors';
import type { LocalDate } from './local-date';

/** 免办: the leader's word that a duty need not be done, with its reason (reading §6). */

/** Characters. */
export const WAIVER_LIMITS = { reason: 200 } as const;

/** @throws DomainError REASON_MISSING, TEXT_TOO_LONG or UNTIL_PAST, each with its field */
export function validateWaiver(
  { reason, until }: { readonly reason: string; readonly until: LocalDate | null },
  { today }: { readonly today: LocalDate },
): void {
  requireReason(reason, '请写明为什么免办');
  if (until !== null && until < today)
    throw new DomainError('UNTIL_PAST', '免办的最后一天不能早于今天；长期免办请留空', 'until');
}

/** @throws DomainError REASON_MISSING or TEXT_TOO_LONG */
export function requireReason(reason: string, missing: string): void {
  if (reason.trim() === '') throw new DomainError('REASON_MISSING', missing, 'reason');
  if ([...reason.trim()].length > WAIVER_LIMITS.reason)
    throw new DomainError('TEXT_TOO_LONG', `理由最多 ${WAIVER_LIMITS.reason} 字`, 'reason');
}
