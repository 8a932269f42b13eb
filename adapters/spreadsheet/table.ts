/** One row of a file as text; `row` is its number as the office sees it in Excel, from 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet of a workbook, or a text file as a whole. */
export interface Table {
  /** The sheet's name; null for a text file. */
  readonly sheet: string | null;
  readonly rows: readonly TableRow[];
}
