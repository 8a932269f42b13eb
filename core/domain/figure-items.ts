/** How the figures of a semester are split: each split is a list of numbers with the rows behind them. */
export const FIGURE_SPLITS = ['tier', 'class', 'criterion', 'cause', 'flow'] as const;
export type FigureSplitId = (typeof FIGURE_SPLITS)[number];

/** One row behind a number: a number is the sum of its rows' amounts, and there is no other way to it. */
export interface FigureItem {
  readonly split: FigureSplitId;
  readonly part: string;
  /** 1 for a student; in splits of credits integers of 1/100. */
  readonly amount: number;
  readonly caseId: string;
  /** What the row says besides the student, in Chinese; "": nothing. */
  readonly detail: string;
}

/** Who may look: the working group, or others too, before whom small numbers are hidden. */
export const FIGURE_AUDIENCES = ['group', 'shared'] as const;
export type FigureAudience = (typeof FIGURE_AUDIENCES)[number];
