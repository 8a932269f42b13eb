import type { ImportKind } from '../../domain/import-kind';

/** What each column of a file of these headings means; null: kept, not used. */
export interface MappingChoice {
  /** SHA-256 over the headings in their order, blanks and widths folded. */
  readonly signature: string;
  /** An id of a layout; a newer version may know more of them. */
  readonly layout: string;
  readonly fields: readonly (string | null)[];
}

/** A mapping that somebody confirmed, used again for the next file of the same headings. */
export interface ImportPreset extends MappingChoice {
  readonly savedBy: string;
  readonly savedByName: string;
  readonly savedAt: string;
}

export interface ImportPresetRepository {
  list(): Promise<readonly ImportPreset[]>;
  /** Takes the place of an earlier one for the same headings. */
  save(preset: Omit<ImportPreset, 'savedByName'>): Promise<void>;
  /** True where there was one. */
  forget(signature: string): Promise<boolean>;
}

/** How a file would be read, before anything of it is taken. */
export interface TableReading {
  readonly kind: ImportKind;
  readonly layout: string;
  /** All required meanings were found by the headings themselves. */
  readonly isRecognised: boolean;
  readonly signature: string;
  /** Number of the row with the headings. */
  readonly headingRow: number;
  readonly columns: readonly {
    readonly heading: string;
    readonly field: string | null;
    /** Of the first rows that hold something. */
    readonly samples: readonly string[];
  }[];
  /** What a column of this layout can mean. */
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly isRequired: boolean;
  }[];
  /** The layouts to choose from. */
  readonly layouts: readonly {
    readonly layout: string;
    readonly kind: ImportKind;
    readonly title: string;
  }[];
}

/** One changed row, for people: what stood there and what is to stand there. */
export interface ChangedRow {
  readonly row: number;
  /** 林知远 · 高等数学 */
  readonly what: string;
  readonly fields: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}
