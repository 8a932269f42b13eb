import { DomainError } from './errors';
import type { LocalDate } from './local-date';

/** A semester: `2026-2027-1`. Compares as text. */
export type Term = string;

const FORM = /^(\d{4})-(\d{4})-([123])$/;

/** @throws DomainError NOT_A_TERM */
export function parseTerm(text: string): Term {
  const match = FORM.exec(text);
  if (!match || Number(match[2]) !== Number(match[1]) + 1) {
    throw new DomainError('NOT_A_TERM', `「${text}」不是学期，应写作 2026-2027-1`);
  }
  return text;
}

export const compareTerms = (a: Term, b: Term): number => (a < b ? -1 : a > b ? 1 : 0);

/** 2026-2027学年第1学期 */
export const termLabel = (term: Term): string => `${term.slice(0, 9)}学年第${term.slice(10)}学期`;

export interface TermDates {
  readonly term: Term;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The semester that a day lies in; in a vacation the one that begins next; null past the last one. */
export function termOn(terms: readonly TermDates[], on: LocalDate): Term | null {
  const coming = terms.filter(({ to }) => on <= to).sort((a, b) => (a.from < b.from ? -1 : 1));
  return coming[0]?.term ?? null;
}

/** The semester that has ended last: before the one of the day, or past the calendar its last one; null: no calendar. */
export function endedTerm(terms: readonly TermDates[], on: LocalDate): Term | null {
  const current = termOn(terms, on);
  if (current !== null) return previousTerm(current);
  return terms.reduce<Term | null>((last, { term }) => (last === null || term > last ? term : last), null);
}

/** The semester before; of the two long ones (the short third is skipped). */
export function previousTerm(term: Term): Term {
  const year = Number(parseTerm(term).slice(0, 4));
  return term.endsWith('-1') ? `${year - 1}-${year}-2` : `${year}-${year + 1}-1`;
}

/** The semester after; of the two long ones (the short third is skipped). */
export function nextTerm(term: Term): Term {
  const year = Number(parseTerm(term).slice(0, 4));
  return term.endsWith('-1') ? `${year}-${year + 1}-2` : `${year + 1}-${year + 2}-1`;
}
