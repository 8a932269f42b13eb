import { SHOWN_CHANGES } from './grade-changes';
import type { ImportPlan } from './import-part';
import type { ChangedRow, RejectedImportRow, RowChange } from './ports';

/** Why a row that could be read cannot be taken into what is stored. */
export type Conflict = Pick<RejectedImportRow, 'column' | 'value' | 'reason'>;

/** Rows in file order; a second row under one key is turned away, so that nothing hangs on order. */
export function plan<R extends { readonly row: number }>(
  rows: readonly R[],
  file: string,
  keyOf: (row: R) => string,
  keyColumn: string,
  changeOf: (row: R) => RowChange,
  conflictOf: (row: R) => Conflict | null,
  differencesOf: (row: R) => ChangedRow | null,
): ImportPlan<R> {
  const firstRows = new Map<string, number>();
  const staged: { row: number; change: RowChange; payload: R }[] = [];
  const rejected: RejectedImportRow[] = [];
  const changes: ChangedRow[] = [];
  for (const payload of rows) {
    const { row } = payload;
    const conflict = conflictOf(payload);
    const first = firstRows.get(keyOf(payload));
    if (conflict) rejected.push({ file, row, ...conflict });
    else if (first !== undefined) {
      const reason = `与第 ${first} 行重复。请只保留一行。`;
      rejected.push({ file, row, column: keyColumn, value: keyOf(payload).split('|')[0] ?? '', reason });
    } else {
      firstRows.set(keyOf(payload), row);
      const change = changeOf(payload);
      staged.push({ row, change, payload });
      if (change === 'changed' && changes.length < SHOWN_CHANGES)
        changes.push(...given(differencesOf(payload)));
    }
  }
  return { staged, rejected, changes, students: 0, terms: [], unknownStudents: [] };
}

const given = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);

const NOTHING = '（空）';

export function differences(
  what: string,
  row: number,
  fields: readonly (readonly [label: string, from: string | null, to: string | null])[],
): ChangedRow {
  return {
    row,
    what,
    fields: fields
      .filter(([, from, to]) => from !== to)
      .map(([label, from, to]) => ({ label, from: from || NOTHING, to: to || NOTHING })),
  };
}

/** Says that a sensitive text changes, not what it says: a preview is read by more than who may read that. */
export const hidden = (label: string, from: string | null, to: string | null) =>
  to === null || to === from
    ? []
    : ([[label, from === null ? null : '原有内容', '新的内容']] as const satisfies readonly (readonly [
        string,
        string | null,
        string,
      ])[]);
