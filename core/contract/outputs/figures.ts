import type { FigureAudience } from '../../domain/figure-items';
import type { FigureSplit } from '../../domain/figure-sums';
import type { SupportTier } from '../../domain/support-tier';
import type { TermTiers } from '../../domain/term-summary';
import type { Page } from '../page';

export interface TermFigures {
  /** null: there is no case yet. */
  readonly term: string | null;
  /** Every semester with cases, oldest first. */
  readonly terms: readonly TermTiers[];
  readonly audience: FigureAudience;
  /** Everybody's, or the classes in reach. */
  readonly isWhole: boolean;
  readonly splits: readonly FigureSplit[];
}

export interface FigureRow {
  readonly key: string;
  readonly studentId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly tier: SupportTier;
  readonly detail: string;
}

/** The rows of one number, by 学号. */
export interface FigureRows extends Page<FigureRow> {
  /** Sum of the rows' amounts: the number itself. */
  readonly value: number;
  readonly label: string;
  /** The same number in every semester, oldest first; empty where it is not told. */
  readonly overTerms: readonly { readonly term: string; readonly value: number }[];
}

export interface FigureOutputs {
  'figures.show': TermFigures;
  'figures.rows': FigureRows;
}
