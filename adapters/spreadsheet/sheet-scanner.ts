import { cellText, isPlainNumber } from './cell-number';
import { MAX_COLUMNS } from './limits';
import { serialDay } from './old-workbook-dates';
import {
  attribute,
  CELL,
  columnOf,
  DATA,
  DOUBLE,
  digits,
  EQUALS,
  FORMULA,
  isBlank,
  LESS,
  markEnd,
  nameAt,
  PHONETIC,
  REFERENCE,
  ROW,
  SINGLE,
  SLASH,
  STYLE,
  TEXT,
  tagEnd,
  VALUE,
} from './xml-bytes';
import { decodeEntities, decodeEscapes, ForeignXml } from './xml-text';

export interface SheetOptions {
  /** The texts that cells name by number. */
  readonly strings: readonly string[];
  /** By number of a cell's style: whether it shows a day. */
  readonly isDay: readonly boolean[];
  readonly is1904: boolean;
  /** `row` as Excel shows it, from 1; blank cells at the end are left out. */
  readonly onRow: (row: number, cells: string[]) => void;
  /** Cells that the file has, blank ones too, told now and then. */
  readonly onCells: (count: number) => void;
  /** A cell that says something lies past the last column that a table may have. */
  readonly onTooWide: () => never;
}

/** A formula stands in a cell without its value: it would be read as blank. */
export class FormulaWithoutValue extends Error {}

/** Longest tag or text; Excel's longest cell has 32,767 characters. */
const MAX_TOKEN_BYTES = 1024 * 1024;

const SHARED = 's';
const CELLS_AT_ONCE = 1024;
/** No program writes more, blank or not. */
const MAX_SHEET_COLUMNS = 16_384;

/** Whose text is being read. */
type Place = 'nothing' | 'value' | 'inline';

/**
 * Reads the cells of a sheet from its XML as it is unpacked, block by block: only `row`, `c`, `v`, `f` and
 * the texts of `is` are looked at, and no string is made of anything else.
 *
 * @throws ForeignXml where it has a document type, is in UTF-16, or ends before the sheet does
 * @throws FormulaWithoutValue
 */
export function createSheetScanner(options: SheetOptions): { push(block: Buffer): void; end(): void } {
  const { strings, isDay, is1904, onRow, onCells, onTooWide } = options;
  let held: Buffer = Buffer.alloc(0);
  let isFirst = true;
  let isInData = false;
  let hasEnded = false;
  let row = 0;
  let isInRow = false;
  const cells: string[] = [];
  let isInCell = false;
  let met = 0;
  let column = -1;
  let type = '';
  let style = -1;
  let hasFormula = false;
  let isInPhonetic = false;
  let place: Place = 'nothing';
  let text = '';

  function openTag(bytes: Buffer, from: number, to: number, isEmpty: boolean): void {
    const name = nameAt(bytes, from, to);
    if (name === CELL) {
      if (!isInRow) return;
      openCell(bytes, from, to);
      if (isEmpty) closeCell();
    } else if (name === VALUE) {
      if (isInCell && !isEmpty) place = 'value';
    } else if (name === ROW) {
      if (isInData) openRow(bytes, from, to, isEmpty);
    } else if (name === FORMULA) hasFormula = isInCell;
    else if (name === TEXT) {
      if (isInCell && !isInPhonetic && !isEmpty) place = 'inline';
    } else if (name === PHONETIC) isInPhonetic = !isEmpty;
    else if (name === DATA) {
      isInData = !isEmpty;
      hasEnded = isEmpty;
    }
  }

  function openRow(bytes: Buffer, from: number, to: number, isEmpty: boolean): void {
    const given = Number(attribute(bytes, from, to, 'r') ?? Number.NaN);
    row = Number.isInteger(given) && given > 0 ? given : row + 1;
    cells.length = 0;
    column = -1;
    isInRow = true;
    if (isEmpty) closeRow();
  }

  function openCell(bytes: Buffer, from: number, to: number): void {
    isInCell = true;
    if (++met === CELLS_AT_ONCE) {
      onCells(met);
      met = 0;
    }
    hasFormula = false;
    type = '';
    style = -1;
    text = '';
    column += 1;
    // As it is mostly written: ` r="AB12" s="3" t="s"`.
    let at = from;
    while (at < to && !isBlank(bytes[at] as number)) at++;
    while (at < to) {
      if (isBlank(bytes[at] as number)) {
        at++;
        continue;
      }
      const quote = bytes[at + 1] === EQUALS ? bytes[at + 2] : 0;
      if (quote !== DOUBLE && quote !== SINGLE) {
        readLoosely(bytes, from, to);
        return;
      }
      const name = bytes[at];
      const start = at + 3;
      let end = start;
      while (end < to && bytes[end] !== quote) end++;
      if (name === REFERENCE) column = columnOf(bytes, start, end, column);
      else if (name === STYLE) style = digits(bytes, start, end);
      else if (name === TEXT) {
        const isShared = end - start === 1 && bytes[start] === STYLE;
        type = isShared ? SHARED : bytes.toString('latin1', start, end);
      }
      at = end + 1;
    }
  }

  /** The attributes in any other writing. */
  function readLoosely(bytes: Buffer, from: number, to: number): void {
    const reference = Buffer.from(attribute(bytes, from, to, 'r') ?? '');
    column = columnOf(reference, 0, reference.length, column);
    type = attribute(bytes, from, to, 't') ?? '';
    style = Number(attribute(bytes, from, to, 's') ?? -1);
  }

  function takeText(bytes: Buffer, from: number, to: number): void {
    if (place === 'value' && type === SHARED) {
      const index = text === '' ? digits(bytes, from, to) : -1;
      text = index >= 0 ? (strings[index] ?? '') : '';
      return;
    }
    const isAscii = place === 'value' && (type === '' || type === 'n');
    text += isAscii ? bytes.toString('latin1', from, to) : decodeEntities(bytes.toString('utf8', from, to));
  }

  function valueText(): string {
    if (type === SHARED || text === '') return cellText(text);
    if (type === 'str' || type === 'inlineStr') return cellText(decodeEscapes(text));
    if (type === 'b') return cellText(text === '1' || text.toLowerCase() === 'true');
    if (type !== '' && type !== 'n') return cellText(text);
    const isDate = style >= 0 && isDay[style] === true;
    if (!isDate && isPlainNumber(text)) return text;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isNaN(value)) return cellText(decodeEntities(text));
    return isDate ? serialDay(value, is1904) : cellText(value);
  }

  function closeCell(): void {
    if (!isInCell) return;
    isInCell = false;
    place = 'nothing';
    if (column >= MAX_SHEET_COLUMNS) onTooWide();
    if (hasFormula && text === '' && type !== 'str') throw new FormulaWithoutValue();
    const value = valueText();
    if (value === '') {
      if (column < cells.length) cells[column] = '';
      return;
    }
    if (column >= MAX_COLUMNS) onTooWide();
    while (cells.length < column) cells.push('');
    cells[column] = value;
  }

  function closeRow(): void {
    if (!isInRow) return;
    isInRow = false;
    let end = cells.length;
    while (end > 0 && cells[end - 1] === '') end--;
    // A copy has no room to grow.
    onRow(row, cells.slice(0, end));
  }

  function closeTag(bytes: Buffer, from: number, to: number): void {
    const name = nameAt(bytes, from, to);
    if (name === CELL) closeCell();
    else if (name === VALUE || name === TEXT) place = 'nothing';
    else if (name === ROW) closeRow();
    else if (name === PHONETIC) isInPhonetic = false;
    else if (name === DATA) {
      isInData = false;
      hasEnded = true;
    }
  }

  /** @returns where the token begins whose end has not come yet */
  function scan(bytes: Buffer): number {
    const end = bytes.length;
    let at = 0;
    for (;;) {
      let tag = at;
      while (tag < end && bytes[tag] !== LESS) tag++;
      if (tag === end) return place === 'nothing' ? end : at;
      if (tag > at && place !== 'nothing') takeText(bytes, at, tag);
      const sign = bytes[tag + 1];
      if (sign === 33 || sign === 63) {
        const next = markEnd(bytes, tag);
        if (next < 0) return tag;
        if (bytes[tag + 2] === 91) takeSection(bytes, tag + 9, next - 3);
        at = next;
        continue;
      }
      const close = tagEnd(bytes, tag, end);
      if (close >= end) return tag;
      if (sign === SLASH) closeTag(bytes, tag + 2, close);
      else {
        const isEmpty = bytes[close - 1] === SLASH;
        openTag(bytes, tag + 1, isEmpty ? close - 1 : close, isEmpty);
      }
      at = close + 1;
    }
  }

  function takeSection(bytes: Buffer, from: number, to: number): void {
    if (place !== 'nothing') text += bytes.toString('utf8', from, to);
  }

  return {
    push(block) {
      const bytes = held.length === 0 ? block : Buffer.concat([held, block]);
      if (isFirst && bytes.length >= 2) {
        isFirst = false;
        if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0)
          throw new ForeignXml();
      }
      const from = scan(bytes);
      if (bytes.length - from > MAX_TOKEN_BYTES) throw new ForeignXml();
      held = from === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(from));
    },
    end() {
      if (isInData || !hasEnded) throw new ForeignXml();
    },
  };
}
