import type { FigureAudience } from '../domain/figure-items';
import type { FigureSplit } from '../domain/figure-sums';
import type { SupportTier } from '../domain/support-tier';
import type { Page } from './page';

/** Students of a semester by tier; null: hidden. */
export interface TermTiers {
  readonly term: string;
  readonly tiers: readonly { readonly tier: SupportTier; readonly value: number | null }[];
  readonly total: number | null;
}

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
}

export interface FigureOutputs {
  'figures.show': TermFigures;
  'figures.rows': FigureRows;
}
