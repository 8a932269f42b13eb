/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Hand back as `cursor` for the next page (≤ 50 rows); null at the end. */
  readonly nextCursor: string | null;
}
