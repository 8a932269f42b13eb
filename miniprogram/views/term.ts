import { termLabel } from '#core/domain/term';

/** 2026-2027-1, short enough for a line under a course. */
export const sayTerm = (term: string): string => term;

/** 2026-2027学年第1学期 */
export const sayFullTerm = (term: string): string => termLabel(term);
