import { DomainError } from './errors';

export const CLOSE_OUTCOMES = ['cleared', 'graduated', 'left', 'transferred', 'other'] as const;
/** 结案 at the end of a semester: how it ended (reading §3). */
export type CloseOutcome = (typeof CLOSE_OUTCOMES)[number];

export const CLOSE_OUTCOME_LABELS: Readonly<Record<CloseOutcome, string>> = {
  cleared: '不再符合认定情形',
  graduated: '毕业',
  left: '退学',
  transferred: '转出本系',
  other: '其他',
};

/** 毕业：已领证; the outcome stands before the words where it says more than they do. */
export function sayEnd(outcome: CloseOutcome | null, reason: string | null): string {
  const label = outcome === null || outcome === 'other' ? '' : CLOSE_OUTCOME_LABELS[outcome];
  return [label, reason ?? ''].filter((part) => part !== '').join('，');
}

/** Characters. */
export const CLOSING_LIMITS = { reason: 200 } as const;

/** @throws DomainError REASON_MISSING or TEXT_TOO_LONG */
export function validateClosing({ reason }: { readonly reason: string }): void {
  if (reason.trim() === '')
    throw new DomainError('REASON_MISSING', '结案请写明结果，例如哪些课已通过', 'reason');
  if ([...reason.trim()].length > CLOSING_LIMITS.reason)
    throw new DomainError('TEXT_TOO_LONG', `结果最多 ${CLOSING_LIMITS.reason} 字`, 'reason');
}
