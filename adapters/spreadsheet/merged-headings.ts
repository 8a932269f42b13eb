import { headingKey, trimCell } from './cell-text';
import { MAX_TITLE_ROWS } from './limits';
import type { TableRow } from './table';

/**
 * Headings of two rows as headings of one: merged cells leave 学号 in the upper row alone, and put
 * 平时 and 期末 below a 成绩 that spans both. For each pair of rows among the first, the row that
 * results, under the lower one's number.
 *
 * @param known headings of all layouts that the file may have
 */
export function mergedHeadings(rows: readonly TableRow[], known: ReadonlySet<string>): readonly TableRow[] {
  const first = rows.slice(0, MAX_TITLE_ROWS + 1);
  return first.slice(1).map((lower, at) => mergeRows(first[at] as TableRow, lower, known));
}

function mergeRows(upper: TableRow, lower: TableRow, known: ReadonlySet<string>): TableRow {
  const cells: string[] = [];
  let spanning = '';
  for (let at = 0; at < Math.max(upper.cells.length, lower.cells.length); at++) {
    const above = trimCell(upper.cells[at] ?? '');
    const below = trimCell(lower.cells[at] ?? '');
    if (above !== '') spanning = above;
    else if (below === '') spanning = '';
    cells.push(below === '' ? above : nameOf(spanning, below, known));
  }
  return { row: lower.row, cells };
}

/** 补考 above 成绩 is 补考成绩; 成绩 above 平时成绩 is 平时成绩, above 平时 too. */
function nameOf(spanning: string, below: string, known: ReadonlySet<string>): string {
  const names = [spanning + below, below + spanning, below];
  return names.find((name) => known.has(headingKey(name))) ?? below;
}
