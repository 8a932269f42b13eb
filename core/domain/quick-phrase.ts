import { DomainError } from './errors';

export const PHRASE_LIMITS = { text: 200, count: 50 } as const;

/** @returns the text as it is kept @throws DomainError TEXT_MISSING, TEXT_TOO_LONG */
export function checkedPhrase(text: string): string {
  const kept = text.trim();
  if (kept === '') throw new DomainError('TEXT_MISSING', '请先写下这句常用语', 'text');
  const { length } = [...kept];
  if (length > PHRASE_LIMITS.text) {
    throw new DomainError('TEXT_TOO_LONG', `这句有 ${length} 字，最多 ${PHRASE_LIMITS.text} 字`, 'text');
  }
  return kept;
}
