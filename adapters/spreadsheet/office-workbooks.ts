import { writeXlsx } from 'hucre/xlsx';
import type { ImportKind, RejectedImportRow } from '#core/application/ports';
import { IMPORT_KIND_LABELS } from '#core/domain/labels';
import { trimCell } from './cell-text';
import { REASON_HEADING, signatureOf } from './corrected-mapping';
import { MAX_TITLE_ROWS } from './limits';
import { markedBook, markedSheet } from './marked';
import { readTable } from './read-table';
import type { Table } from './table';
import { templateOf } from './templates';

/** Characters; Excel's own measure of a column. */
const WIDTH = 16;
const REASON_WIDTH = 60;
/** A cell of this format keeps a 学号 as it was typed. */
const AS_TEXT = '@';

/**
 * The rows of a file that were not taken, as they came, each with its reasons: to be mended and imported
 * by themselves.
 *
 * @param headings of the import, in the file's order
 * @param mark who takes it out
 */
export async function rejectedWorkbook(
  bytes: Uint8Array,
  fileName: string,
  headings: readonly string[],
  rejected: readonly RejectedImportRow[],
  mark: string,
): Promise<Uint8Array> {
  const tables = await readTable(bytes, fileName);
  const signature = signatureOf(headings);
  const width = headings.length;
  const reasons = new Map<string, { file: string; row: number; says: string[] }>();
  for (const { file, row, column, reason } of rejected) {
    const key = `${row}|${file}`;
    const held = reasons.get(key) ?? { file, row, says: [] };
    held.says.push(`${column}：${reason}`);
    reasons.set(key, held);
  }
  const cellsOf = rowFinder(tables, fileName, signature);
  const rows = [...reasons.values()].map(({ file, row, says }) => {
    const cells = cellsOf(file, row).map(trimCell);
    return [...Array.from({ length: width }, (_, at) => cells[at] ?? ''), says.join('；')];
  });
  return writeXlsx({
    ...markedBook(mark),
    sheets: [
      {
        ...markedSheet(mark),
        name: '拒收的行',
        rows: [[...headings, REASON_HEADING], ...rows],
        columns: [
          ...headings.map(() => ({ width: WIDTH, numFmt: AS_TEXT })),
          { width: REASON_WIDTH, numFmt: AS_TEXT },
        ],
      },
    ],
  });
}

/** The rows of each table by their number; the first table of these headings goes by the file's name. */
function rowFinder(tables: readonly Table[], fileName: string, signature: string) {
  const isOurs = ({ rows }: Table) =>
    rows.slice(0, MAX_TITLE_ROWS + 1).some(({ cells }) => signatureOf(cells) === signature);
  const first = tables.find(isOurs) ?? tables[0];
  const byFile = new Map(
    tables.map((table) => [
      table === first ? fileName : `${fileName}[${table.sheet}]`,
      new Map(table.rows.map(({ row, cells }) => [row, cells])),
    ]),
  );
  return (file: string, row: number): readonly string[] => byFile.get(file)?.get(row) ?? [];
}

/** A blank table of a kind as a workbook. */
export async function templateWorkbook(kind: ImportKind): Promise<Uint8Array> {
  const { note, headings } = templateOf(kind);
  return writeXlsx({
    sheets: [
      {
        name: IMPORT_KIND_LABELS[kind],
        rows: [...(note === null ? [] : [[note]]), [...headings]],
        columns: headings.map(() => ({ width: WIDTH, numFmt: AS_TEXT })),
      },
    ],
  });
}
