import { DomainError } from '#core/domain/errors';
import { type CellBudget, createCellBudget, tooLong, tooManySheets } from './cell-budget';
import { cellText } from './cell-number';
import { type CompoundFile, openCompoundFile } from './compound-file';
import { MAX_CELLS, MAX_OLD_WORKBOOK_BYTES, MAX_SHEETS } from './limits';
import { isDateFormat, serialDay } from './old-workbook-dates';
import { type BiffRecord, readRecords, readSharedStrings, readText, rkNumber } from './old-workbook-records';
import type { Table, TableRow } from './table';

/** Record types of MS-XLS that hold what people see. */
const BOF = 0x0809;
const EOF = 0x000a;
const FILE_PASSWORD = 0x002f;
const DATE_MODE = 0x0022;
const BOUND_SHEET = 0x0085;
const SHARED_STRINGS = 0x00fc;
const FORMAT = 0x041e;
const CELL_FORMAT = 0x00e0;
const LABEL_SST = 0x00fd;
const LABEL = 0x0204;
const RICH_LABEL = 0x00d6;
const NUMBER = 0x0203;
const RK = 0x027e;
const MULTIPLE_RK = 0x00bd;
const FORMULA = 0x0006;
const FORMULA_TEXT = 0x0207;
const BOOLEAN_OR_ERROR = 0x0205;

const BIFF8 = 0x0600;
/** Of a sheet in this format. */
const COLUMNS = 256;
const WORKSHEET = 0;
const VISIBLE = 0;

/**
 * Every visible sheet of an .xls of Excel 97 to 2003 (BIFF8) as text. Formulas give the value saved with them.
 *
 * @throws DomainError FILE_DAMAGED, FILE_MACRO, FILE_OLD_EXCEL, FILE_PASSWORD, FILE_TOO_LARGE, TABLE_TOO_LARGE
 */
export function readOldWorkbook(bytes: Uint8Array, fileName: string): readonly Table[] {
  const refuse = (code: string, why: string) =>
    new DomainError(code, `不能读取「${fileName}」：${why}`, 'fileName');
  if (bytes.length > MAX_OLD_WORKBOOK_BYTES) {
    throw refuse(
      'FILE_TOO_LARGE',
      `.xls 文件超过 ${MAX_OLD_WORKBOOK_BYTES / 1024 / 1024} MB。请按学期或班级分开导出。`,
    );
  }
  try {
    const file = openCompoundFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    requireReadable(file, refuse);
    const stream = file.read('Workbook');
    if (stream === null) {
      const isOlder = file.names.includes('Book');
      throw isOlder
        ? refuse('FILE_OLD_EXCEL', '这是 Excel 95 或更早的格式。请在 Excel 或 WPS 中另存为 .xlsx。')
        : refuse('FILE_KIND', '这不是 Excel 工作簿。请选择教务系统导出的文件。');
    }
    return readStream(stream, fileName, refuse);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refuse('FILE_DAMAGED', '.xls 文件已损坏。请重新导出，或另存为 .xlsx。');
  }
}

type Refuse = (code: string, why: string) => DomainError;

function requireReadable({ names }: CompoundFile, refuse: Refuse): void {
  if (names.includes('EncryptedPackage') || names.includes('EncryptionInfo')) throw withPassword(refuse);
  if (names.some((name) => /^_?VBA(_PROJECT(_CUR)?)?$/i.test(name) || name === 'Macros')) {
    throw refuse('FILE_MACRO', '文件里有宏，可能有害。请在 Excel 或 WPS 中另存为不带宏的 .xlsx。');
  }
}

const withPassword = (refuse: Refuse): DomainError =>
  refuse('FILE_PASSWORD', '文件加了密码。请在 Excel 或 WPS 中取消密码后重新保存。');

/** What the first part of the stream says of all sheets. */
interface Globals {
  readonly sheets: readonly { readonly name: string; readonly at: number }[];
  readonly strings: readonly string[];
  readonly is1904: boolean;
  /** By the number of a cell format: whether it shows a day. */
  readonly isDate: (format: number) => boolean;
}

function readStream(stream: Buffer, fileName: string, refuse: Refuse): readonly Table[] {
  const globals = readGlobals(stream, refuse);
  if (globals.sheets.length > MAX_SHEETS) throw tooManySheets(fileName);
  // Sheets lie one behind the other: together they have no more records than the stream has room for.
  let records = Math.ceil(stream.length / 4);
  const next = () => {
    if (records-- <= 0) throw new RangeError('sheets that overlap');
  };
  const budget = createCellBudget(fileName);
  return globals.sheets.map(({ name, at }) => ({
    sheet: name,
    rows: readSheet(stream, at, { globals, budget, fileName, next }),
  }));
}

function readGlobals(stream: Buffer, refuse: Refuse): Globals {
  const sheets: { name: string; at: number }[] = [];
  const formats = new Map<number, string>();
  const cellFormats: number[] = [];
  let strings: readonly string[] = [];
  let is1904 = false;
  let isFirst = true;
  for (const record of readRecords(stream, 0)) {
    const { type, data } = record;
    if (isFirst && (type !== BOF || data.readUInt16LE(0) !== BIFF8)) {
      throw refuse('FILE_OLD_EXCEL', '这是 Excel 95 或更早的格式。请在 Excel 或 WPS 中另存为 .xlsx。');
    }
    isFirst = false;
    if (type === EOF) break;
    if (type === FILE_PASSWORD) throw withPassword(refuse);
    if (type === DATE_MODE) is1904 = data.readUInt16LE(0) === 1;
    else if (type === FORMAT) formats.set(data.readUInt16LE(0), readText(data, 2, 2));
    else if (type === CELL_FORMAT) cellFormats.push(data.readUInt16LE(2));
    else if (type === SHARED_STRINGS) strings = readSharedStrings(record);
    else if (type === BOUND_SHEET && ((data[4] ?? 0) & 3) === VISIBLE && data[5] === WORKSHEET)
      sheets.push({ at: data.readUInt32LE(0), name: readText(data, 6, 1) });
  }
  const isDate = cellFormats.map((format) => isDateFormat(format, formats.get(format)));
  return { sheets, strings, is1904, isDate: (format) => isDate[format] ?? false };
}

interface SheetReading {
  readonly globals: Globals;
  readonly budget: CellBudget;
  readonly fileName: string;
  /** @throws RangeError past the records that there can be */
  readonly next: () => void;
}

function readSheet(
  stream: Buffer,
  start: number,
  { globals, budget, fileName, next }: SheetReading,
): TableRow[] {
  const held = new Map<number, string[]>();
  let count = 0;
  const put = (row: number, column: number, text: string) => {
    if (column >= COLUMNS) throw new RangeError('column outside the sheet');
    let cells = held.get(row);
    if (cells === undefined) {
      cells = [];
      held.set(row, cells);
    }
    count += Math.max(0, column + 1 - cells.length);
    if (count > MAX_CELLS) throw tooLong(fileName);
    while (cells.length < column) cells.push('');
    cells[column] = text;
  };
  const number = (value: number, format: number): string =>
    globals.isDate(format) ? serialDay(value, globals.is1904) : cellText(value);
  let formula: { row: number; column: number } | null = null;
  let depth = 0;
  let isWhole = false;
  for (const record of readRecords(stream, start)) {
    next();
    const { type, data } = record;
    // A chart within the sheet is a stream within the stream.
    if (type === BOF) depth++;
    else if (type === EOF && --depth <= 0) {
      isWhole = true;
      break;
    }
    if (depth !== 1) continue;
    if (type === FORMULA_TEXT) {
      if (formula) put(formula.row, formula.column, readText(data, 0, 2));
      formula = null;
    }
    if (!CELLS.has(type)) continue;
    const row = data.readUInt16LE(0);
    const column = data.readUInt16LE(2);
    if (type === MULTIPLE_RK) {
      for (let at = 4; at + 8 <= data.length; at += 6)
        put(row, column + (at - 4) / 6, number(rkNumber(data.readInt32LE(at + 2)), data.readUInt16LE(at)));
      continue;
    }
    const format = data.readUInt16LE(4);
    if (type === LABEL_SST) put(row, column, globals.strings[data.readUInt32LE(6)] ?? '');
    else if (type === LABEL || type === RICH_LABEL) put(row, column, readText(data, 6, 2));
    else if (type === NUMBER) put(row, column, number(data.readDoubleLE(6), format));
    else if (type === RK) put(row, column, number(rkNumber(data.readInt32LE(6)), format));
    else if (type === BOOLEAN_OR_ERROR)
      put(row, column, data[7] === 1 ? ERROR_TEXT : data[6] === 1 ? 'TRUE' : 'FALSE');
    else if (type === FORMULA) {
      const result = formulaResult(record);
      formula = result === TEXT_FOLLOWS ? { row, column } : null;
      if (typeof result === 'number') put(row, column, number(result, format));
      else if (result !== TEXT_FOLLOWS) put(row, column, result);
    }
  }
  if (!isWhole) throw new RangeError('sheet cut short');
  return [...held]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => {
      budget.spend(cells);
      return { row: row + 1, cells };
    });
}

const CELLS = new Set([LABEL_SST, LABEL, RICH_LABEL, NUMBER, RK, MULTIPLE_RK, FORMULA, BOOLEAN_OR_ERROR]);
/** As Excel shows it; no reader of cells takes it. */
const ERROR_TEXT = '#ERROR!';
const TEXT_FOLLOWS = Symbol('text follows');

/** The value saved with a formula: nothing is computed here. */
function formulaResult({ data }: BiffRecord): number | string | typeof TEXT_FOLLOWS {
  if (data.readUInt16LE(12) !== 0xffff) return data.readDoubleLE(6);
  const kind = data[6];
  if (kind === 0) return TEXT_FOLLOWS;
  if (kind === 1) return data[8] === 1 ? 'TRUE' : 'FALSE';
  return kind === 2 ? ERROR_TEXT : '';
}
