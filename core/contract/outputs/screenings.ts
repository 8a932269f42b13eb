import type { CriterionId, CriterionState } from '../../domain/criterion';
import type { ResultPart } from '../../domain/result-differences';
import type { SupportTier } from '../../domain/support-tier';
import type { StudentHeading } from './students';

/** An answer in a line. */
interface AnswerLine {
  readonly identified: boolean;
  readonly tier: SupportTier | null;
  readonly outstandingCredits: string;
}

/** A student of whom a replay says something else; null: not on that list at all. */
export interface ReplayedStudent {
  readonly student: StudentHeading;
  readonly stored: AnswerLine | null;
  readonly replayed: AnswerLine | null;
  readonly parts: readonly ResultPart[];
}

export interface ScreeningReplay {
  readonly screeningId: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly students: number;
  readonly isSame: boolean;
  readonly differingCount: number;
  /** The first ones, by 学号. */
  readonly differing: readonly ReplayedStudent[];
}

export type ComparisonGroup = 'new' | 'cleared' | 'up' | 'down' | 'same';

export interface ComparedProposal {
  readonly student: StudentHeading;
  readonly group: ComparisonGroup;
  /** null: on no list of that screening. */
  readonly before: AnswerLine | null;
  readonly after: AnswerLine | null;
}

export interface ScreeningComparison {
  readonly before: string;
  readonly after: string;
  readonly counts: Readonly<Record<ComparisonGroup, number>>;
  /** Of the group asked for. */
  readonly items: readonly ComparedProposal[];
  readonly nextCursor: string | null;
}

export type CriterionStates = Readonly<Record<CriterionId, CriterionState>>;

/** A file behind evidence: who imported it, and when (ISO 8601). */
export interface EvidenceSource {
  readonly file: string;
  readonly by: string;
  readonly at: string;
}

export interface ScreeningSummary {
  readonly screeningId: string;
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly ranOn: string;
  readonly by: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly students: number;
  readonly identified: number;
  readonly tiers: { readonly watch: number; readonly 1: number; readonly 2: number; readonly 3: number };
  readonly undecided: number;
  readonly files: readonly string[];
}
