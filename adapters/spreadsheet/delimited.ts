import Papa from 'papaparse';
import { DomainError } from '#core/domain/errors';
import { decodeText } from './encoding';
import { MAX_CELL_LENGTH, MAX_ROWS } from './limits';
import type { Table } from './table';

/** Tab first: it never occurs inside a cell of an export, a comma does. */
const DELIMITERS = ['\t', ',', ';'] as const;
const DETECTION_LINES = 40;

/**
 * The delimiter that cuts the first lines into the most cells. Title rows have few, so the best
 * line decides rather than the first.
 */
export function detectDelimiter(text: string): string {
  const lines = text.slice(0, 64 * 1024).split(/\r\n|\n|\r/, DETECTION_LINES);
  let best: string = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const cells = Math.max(
      ...lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length),
    );
    if (cells > most) {
      most = cells;
      best = delimiter;
    }
  }
  return best;
}

/**
 * Reads .csv and .tsv of any of our encodings.
 *
 * @throws DomainError TABLE_TOO_LARGE
 */
export function readDelimited(bytes: Uint8Array, fileName: string): Table {
  const { text } = decodeText(bytes);
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter: detectDelimiter(text),
    skipEmptyLines: false,
  });
  const unclosed = errors.find(({ code }) => code === 'MissingQuotes');
  if (unclosed) throw unclosedQuote(fileName, (unclosed.row ?? 0) + 1);
  if (data.length > MAX_ROWS) {
    throw new DomainError(
      'TABLE_TOO_LARGE',
      `「${fileName}」超过 ${MAX_ROWS} 行。请按学期分开导出。`,
      'fileName',
    );
  }
  return { sheet: null, rows: data.map((cells, index) => ({ row: index + 1, cells: cells.map(clip) })) };
}

const clip = (cell: string): string =>
  cell.length > MAX_CELL_LENGTH ? cell.slice(0, MAX_CELL_LENGTH) : cell;

/** The rest of the file would be read as one cell: refused as a whole, never half imported. */
export const unclosedQuote = (fileName: string, row: number): DomainError =>
  new DomainError(
    'FILE_DAMAGED',
    `「${fileName}」第 ${row} 行的引号没有成对，其后的内容无法分列。请重新导出。`,
    'fileName',
  );
