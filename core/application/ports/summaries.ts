import type { LocalDate } from '../../domain/local-date';
import type { SummaryContent, SummaryWords } from '../../domain/term-summary';
import type { Instant } from './world';

/** One save of what people write of a semester. */
export interface SummaryText {
  readonly id: string;
  readonly term: string;
  readonly ordinal: number;
  readonly words: SummaryWords;
  readonly savedOn: LocalDate;
  readonly savedAt: Instant;
  readonly savedBy: string;
}

export interface SignedSummary {
  readonly id: string;
  readonly term: string;
  readonly version: number;
  readonly content: SummaryContent;
  readonly contentHash: string;
  readonly reason: string;
  readonly signedOn: LocalDate;
  readonly signedAt: Instant;
  readonly signedBy: string;
}

export interface SummaryRepository {
  /** The newest save of a semester; null: none. */
  newest(term: string): Promise<(SummaryText & { readonly savedByName: string }) | null>;
  text(id: string): Promise<SummaryText | null>;
  /** False: someone else saved under the same number meanwhile. */
  addText(text: SummaryText): Promise<boolean>;
  /** Newest first, without what they say. */
  versions(
    term: string,
  ): Promise<readonly (Omit<SignedSummary, 'content'> & { readonly signedByName: string })[]>;
  signed(term: string, version: number): Promise<SignedSummary | null>;
  /** False: someone else signed under the same number meanwhile. */
  addSigned(summary: SignedSummary): Promise<boolean>;
}

/** What sets a summary. */
export interface SummaryRenderer {
  /**
   * PDF with charts, or .docx to be edited; numbers as the audience may see them.
   *
   * @param mark who takes it out, across each page of the PDF; null: none, on what is given out of the house
   */
  summary(
    content: SummaryContent,
    audience: 'group' | 'shared',
    format: 'pdf' | 'docx',
    mark: string | null,
  ): Promise<Uint8Array>;
  /** .xlsx: the numbers, the list of students, warnings by class. @param mark who takes it out */
  summaryWorkbook(
    content: SummaryContent,
    audience: 'group' | 'shared',
    sheets: 'all' | 'lists',
    mark: string | null,
  ): Promise<Uint8Array>;
}
