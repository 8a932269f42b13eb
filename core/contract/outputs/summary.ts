import type { Suggestion } from '../../domain/summary-suggestions';
import type { SummaryWords } from '../../domain/term-summary';

export interface SummaryDraft {
  /** Number of the last save; 0: nothing was saved yet. */
  readonly ordinal: number;
  readonly words: SummaryWords;
  /** null: nothing was saved yet. */
  readonly saved: { readonly by: string; readonly at: string } | null;
}

export interface SignedVersion {
  readonly version: number;
  readonly by: string;
  readonly on: string;
  readonly reason: string;
  readonly hash: string;
}

export interface TermSummaryView extends SummaryDraft {
  /** null: there is no case yet. */
  readonly term: string | null;
  /** With cases, newest first. */
  readonly terms: readonly string[];
  readonly suggestions: readonly Suggestion[];
  /** Newest first. */
  readonly versions: readonly SignedVersion[];
  readonly canSign: boolean;
}

export interface SummaryOutputs {
  'summary.show': TermSummaryView;
  'summary.save': SummaryDraft;
  'summary.sign': SignedVersion;
}
