import { DomainError } from './errors';

/** 不定期跟踪检查 (art. 6) */

export const CHECK_OUTCOMES = ['in-order', 'discrepant', 'not-helped', 'unreachable'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

export const CHECK_OUTCOME_LABELS: Readonly<Record<CheckOutcome, string>> = {
  'in-order': '与记录相符',
  discrepant: '与记录不符',
  'not-helped': '没有帮扶',
  unreachable: '没有联系上',
};

/** `most` pairs of one draw; characters of a note. */
export const CHECK_LIMITS = { most: 50, note: 300 } as const;

/**
 * The pairs that a seed draws: each as likely as another, the same from any order, so that the draw can
 * be repeated from what is on record.
 *
 * @param hash of a text, hexadecimal
 */
export function drawSample(
  ids: readonly string[],
  seed: string,
  size: number,
  hash: (text: string) => string,
): readonly string[] {
  return [...new Set(ids)]
    .map((id) => ({ id, rank: hash(`${seed}\n${id}`) }))
    .sort((a, b) => a.rank.localeCompare(b.rank) || a.id.localeCompare(b.id))
    .slice(0, size)
    .map(({ id }) => id);
}

/** @throws DomainError NOTE_MISSING or TOO_LONG */
export function validateCheck({
  note,
  outcome,
}: {
  readonly outcome: CheckOutcome;
  readonly note: string;
}): void {
  if (outcome !== 'in-order' && note.trim() === '') {
    throw new DomainError('NOTE_MISSING', '请写明查到了什么，怎么查的。', 'note');
  }
  if (note.trim().length > CHECK_LIMITS.note) {
    throw new DomainError('TOO_LONG', `说明不能超过 ${CHECK_LIMITS.note} 字，请删减。`, 'note');
  }
}
