import { DomainError } from './errors';
import type { FigureAudience, FigureSplitId } from './figure-items';
import type { FigureSplit } from './figure-sums';
import type { LocalDate } from './local-date';
import type { SupportTier } from './support-tier';
import { nextTerm, type Term, termLabel } from './term';

/** What people write of a semester (art. 7). */
export interface SummaryWords {
  /** 成绩 */
  readonly achievements: string;
  /** 不足 */
  readonly shortcomings: string;
  /** 下学期计划 */
  readonly plan: string;
}

export const SUMMARY_PARTS = [
  'achievements',
  'shortcomings',
  'plan',
] as const satisfies readonly (keyof SummaryWords)[];
export type SummaryPart = (typeof SUMMARY_PARTS)[number];
export const SUMMARY_LABELS: Readonly<Record<SummaryPart, string>> = {
  achievements: '成绩',
  shortcomings: '不足',
  plan: '下学期计划',
};
/** Characters. */
export const SUMMARY_LIMITS = { words: 4000, reason: 200 } as const;

/** Students of a semester by tier; null: hidden. */
export interface TermTiers {
  readonly term: Term;
  readonly tiers: readonly { readonly tier: SupportTier; readonly value: number | null }[];
  readonly total: number | null;
}

/** The numbers of a summary as one audience may see them. */
export interface SummaryNumbers {
  readonly figures: readonly FigureSplit[];
  /** Of the semester before; empty: it had no cases. */
  readonly before: readonly FigureSplit[];
  readonly terms: readonly TermTiers[];
}

/** A line of the list of students 名单. */
export interface SummaryStudent {
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly tier: SupportTier;
  /** In Chinese. */
  readonly criteria: string;
  /** On the office's list, or at the warning line: 学业预警. */
  readonly isWarned: boolean;
  readonly outstandingCredits: string;
  readonly gpa: string;
  readonly recoveredCredits: string;
  readonly talks: number;
  readonly letter: string;
}

/** A row behind one of the numbers 明细. */
export interface SummaryRow {
  readonly split: FigureSplitId;
  readonly part: string;
  /** In Chinese. */
  readonly label: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly detail: string;
  /** As in FigureItem. */
  readonly amount: number;
}

/** All that a summary says; frozen when it is signed. */
export interface SummaryContent {
  readonly departmentName: string;
  /** Of the cases: the semester by whose grades the students were found. */
  readonly term: Term;
  readonly version: number;
  readonly policyTitle: string;
  readonly numbers: Readonly<Record<FigureAudience, SummaryNumbers>>;
  readonly students: readonly SummaryStudent[];
  /** Behind every number, but for sensitive causes and discipline; absent from what was signed before they were kept. */
  readonly rows?: readonly SummaryRow[];
  readonly words: SummaryWords;
  /** null: a draft. */
  readonly signed: { readonly by: string; readonly on: LocalDate } | null;
  /** Why it corrects the version before; "": the first one. */
  readonly reason: string;
}

/** 2026-2027学年第1学期学业困难学生帮扶工作总结: of the semester in which the help was given. */
export const summaryTitle = (term: Term): string => `${termLabel(nextTerm(term))}学业困难学生帮扶工作总结`;

/**
 * Before it is signed every part is written, and a correction says why.
 *
 * @throws DomainError WORDS_MISSING, REASON_MISSING naming the field
 */
export function validateSigning(words: SummaryWords, version: number, reason: string): void {
  for (const part of SUMMARY_PARTS) {
    if (words[part].trim() !== '') continue;
    throw new DomainError('WORDS_MISSING', `还没有写「${SUMMARY_LABELS[part]}」，写好保存后再签发。`, part);
  }
  if (version > 1 && reason.trim() === '') {
    throw new DomainError('REASON_MISSING', '更正已签发的总结，请写明原因', 'reason');
  }
}
