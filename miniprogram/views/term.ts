import { termLabel } from '#core/domain/term';

/** 2026-2027学年第1学期 */
export const sayFullTerm = (term: string): string => termLabel(term);
