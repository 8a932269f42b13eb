import Papa from 'papaparse';
import { DomainError } from '#core/domain/errors';
import { createCellBudget, tooLong, tooWide } from './cell-budget';
import { decodeText } from './encoding';
import { MAX_CELL_LENGTH, MAX_COLUMNS, MAX_ROWS } from './limits';
import type { Table, TableRow } from './table';

/** Tab first: it never occurs inside a cell of an export, a comma does. */
const DELIMITERS = ['\t', ',', ';'] as const;
const DETECTION_LINES = 40;
/** A quoted cell may have some of its own. */
const MAX_LINES = 4 * MAX_ROWS;
/** Quoted text may hold some of its own. */
const MAX_LINE_SEPARATORS = 8 * MAX_COLUMNS;

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
 * @throws DomainError FILE_DAMAGED, TABLE_TOO_LARGE
 */
export function readDelimited(bytes: Uint8Array, fileName: string): Table {
  const { text } = decodeText(bytes);
  const delimiter = detectDelimiter(text);
  requireSize(text, delimiter, fileName);
  const rows: TableRow[] = [];
  const budget = createCellBudget(fileName);
  let row = 0;
  let refusal: DomainError | null = null;
  Papa.parse<string[]>(text, {
    delimiter,
    skipEmptyLines: false,
    step({ data, errors }, parser) {
      row += 1;
      try {
        if (errors.some(({ code }) => code === 'MissingQuotes')) throw unclosedQuote(fileName, row);
        budget.spend(data);
        rows.push({ row, cells: data.map(clip) });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refusal = error;
        parser.abort();
      }
    },
  });
  if (refusal !== null) throw refusal;
  return { sheet: null, rows };
}

/** More lines or cells than any table may have, before a list of them is made. */
function requireSize(text: string, delimiter: string, fileName: string): void {
  const separator = delimiter.charCodeAt(0);
  let count = 0;
  let lines = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      count = 0;
      if (++lines > 2 * MAX_LINES) throw tooLong(fileName);
    } else if (code === separator && ++count > MAX_LINE_SEPARATORS) throw tooWide(fileName);
  }
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
