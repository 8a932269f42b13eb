import { trimCell } from './cell-text';
import { isProblem, type Problem, refuseBroken } from './field-value';
import type { RosterField } from './layouts';

/** A cell that cannot be taken. */
export interface BadCell {
  readonly field: RosterField;
  readonly problem: Problem;
}

/** The text of a field's cell as it stands; blank where the file has no such column. */
export type CellOf = (field: RosterField) => string;

const text = refuseBroken((cell: string): string | null => trimCell(cell) || null);

/** Reads the fields in order and stops at the first that cannot be taken. */
export function readTexts<F extends RosterField>(
  cell: CellOf,
  fields: readonly F[],
): { readonly values: Record<F, string | null> } | BadCell {
  const values = {} as Record<F, string | null>;
  for (const field of fields) {
    const value = text(cell(field));
    if (isProblem(value)) return { field, problem: value };
    values[field] = value;
  }
  return { values };
}

/** Several names in one cell, each once, in their order. */
export const namesIn = (given: string | null): readonly string[] => [
  ...new Set(
    (given ?? '')
      .split(/[、，,;；\n]/)
      .map(trimCell)
      .filter((name) => name !== ''),
  ),
];
