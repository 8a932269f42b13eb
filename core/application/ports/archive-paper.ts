import type { LocalDate } from '../../domain/local-date';

/** A student's whole archive, in words. */
export interface ArchivePaper {
  readonly title: string;
  readonly departmentName: string;
  readonly studentName: string;
  readonly className: string;
  /** Who took it out and when, across each page. */
  readonly watermark: string;
  /** At the foot of each page, before its number. */
  readonly footer: string;
  readonly date: LocalDate;
  readonly sections: readonly ArchivePaperSection[];
}

export interface ArchivePaperSection {
  readonly heading: string;
  readonly lines?: readonly { readonly label: string; readonly text: string }[];
  /** Columns of a weight each; as many cells in a row. */
  readonly table?: {
    readonly columns: readonly { readonly heading: string; readonly weight: number }[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly entries?: readonly { readonly heading: string; readonly text: string }[];
}
