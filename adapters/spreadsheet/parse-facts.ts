import type { FactRows, RejectedImportRow } from '#core/application/ports';
import type { FactKind } from '#core/domain/fact-kind';
import { IMPORT_KIND_LABELS } from '#core/domain/labels';
import type { Policy } from '#core/domain/policy';
import { FACT_LAYOUTS } from './fact-layouts';
import { createFactRowReader, type Whose } from './fact-rows';
import { readTable } from './read-table';
import { recogniseAmong, unknownAmong } from './recognise';

export interface ParsedFacts<R> {
  readonly rows: readonly { readonly whose: Whose; readonly row: R }[];
  readonly rejected: readonly RejectedImportRow[];
  /** The student of each rejected row whose 学号 could be read. */
  readonly unread: readonly Whose[];
}

/**
 * Reads a list beside the grades in our own template. A list without rows is one that names nobody.
 *
 * Rows of the second and later sheets of a workbook are named `file[sheet]`.
 *
 * @throws DomainError where the file or its headings are not known
 */
export async function parseFacts<K extends FactKind>(
  bytes: Uint8Array,
  fileName: string,
  kind: K,
  policy: Policy,
): Promise<ParsedFacts<FactRows[K]>> {
  const layouts = FACT_LAYOUTS.filter((layout) => layout.kind === kind);
  const tables = await readTable(bytes, fileName);
  const found = tables.flatMap((table) => {
    const recognised = recogniseAmong(table.rows, layouts);
    return recognised === null ? [] : [{ table, recognised }];
  });
  if (found.length === 0) {
    const largest = [...tables].sort((a, b) => b.rows.length - a.rows.length)[0];
    const advice = `请用空白的${IMPORT_KIND_LABELS[kind]}表填写，不要删改表头。`;
    throw unknownAmong(largest?.rows ?? [], layouts, fileName, advice);
  }
  const rows: { whose: Whose; row: FactRows[K] }[] = [];
  const rejected: RejectedImportRow[] = [];
  const unread: Whose[] = [];
  for (const [at, { table, recognised }] of found.entries()) {
    const file = at === 0 ? fileName : `${fileName}[${table.sheet}]`;
    const width = table.sheet === null ? recognised.width : Number.POSITIVE_INFINITY;
    const read = createFactRowReader(kind, file, recognised, policy, width);
    for (const row of table.rows) {
      if (row.row <= recognised.headingRow) continue;
      const outcome = read(row);
      if (outcome === null) continue;
      if ('row' in outcome) rows.push(outcome);
      else {
        rejected.push(outcome.rejected);
        if (outcome.whose !== null) unread.push(outcome.whose);
      }
    }
  }
  return { rows, rejected, unread };
}
