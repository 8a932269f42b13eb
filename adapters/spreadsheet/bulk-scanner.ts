import { readSync } from 'node:fs';
import { type ByteDictionary, idOf } from './byte-dictionary';
import { everywhere, firstMarked, hashOf, zeroBytes } from './byte-words';
import { MAX_BULK_ROW_BYTES, MAX_COLUMNS } from './limits';

const LF = 10;
const QUOTES = everywhere(34);
const CHUNK_BYTES = 4 * 1024 * 1024;
/** The sentinel, and what a word read at the last byte reaches beyond. */
const SPARE_BYTES = 8;

/** What the scanner tells of each row; valid only until the callback returns. */
export interface ScannedRow {
  /** Number of the record in the file, from 1. */
  readonly row: number;
  readonly cellCount: number;
  /** The row as bytes, without its line end; decode it only where something is wrong. */
  readonly bytes: () => Buffer;
}

export interface ScanOptions {
  /** An open file; read from `position` to its end. */
  readonly fd: number;
  readonly position: number;
  readonly delimiter: string;
  /** Number of the first record at `position`. */
  readonly firstRow: number;
  /** By column of the file: the dictionary of its cells; null: the column is skipped. */
  readonly columns: readonly (ByteDictionary<unknown> | null)[];
  /** By column: id of the cell in its dictionary, -1 where the row is shorter. Filled for each row. */
  readonly ids: Int32Array;
  /** Bytes read at a time; 4 MB where left out. */
  readonly chunkBytes?: number;
}

export type ScanEnd =
  | { readonly kind: 'end' }
  | { readonly kind: 'unclosed-quote' | 'too-long'; readonly row: number };

/** Answers of a row cutter beside the place where the next row begins. */
const NEEDS_MORE = -1;
const OPEN_QUOTE = -2;
const TOO_LONG = -3;

interface RowCutter {
  /** Bytes without the line end, of the row that was cut last. */
  rowTo: number;
  cellCount: number;
  cut(at: number, end: number, isLast: boolean): number;
}

/**
 * Splits a large delimited file into cells without making a string of each: a cell becomes a number
 * in its column's dictionary. Quoting as in RFC 4180. Works on the bytes of UTF-8 and GB18030 alike,
 * since neither uses the bytes of quote, comma, semicolon, tab and line ends inside a character.
 */
export function scanRows(options: ScanOptions, onRow: (row: ScannedRow) => void): ScanEnd {
  const { fd, chunkBytes = CHUNK_BYTES } = options;
  const chunk = Buffer.allocUnsafe(chunkBytes + MAX_BULK_ROW_BYTES + SPARE_BYTES);
  const cutter = createRowCutter(chunk, options);
  let position = options.position;
  let row = options.firstRow;
  let end = 0;
  let isLast = false;
  let at = 0;
  const scanned: ScannedRow = {
    get row() {
      return row;
    },
    get cellCount() {
      return cutter.cellCount;
    },
    bytes: () => chunk.subarray(at, cutter.rowTo),
  };

  for (;;) {
    const wanted = end + chunkBytes;
    while (!isLast && end < wanted) {
      const got = readSync(fd, chunk, end, wanted - end, position);
      if (got === 0) isLast = true;
      end += got;
      position += got;
    }
    // A line end behind the last byte stops the loops over cells: they need no check of their own.
    chunk[end] = LF;
    at = 0;
    let next = 0;
    while (at < end) {
      next = cutter.cut(at, end, isLast);
      if (next < 0) break;
      onRow(scanned);
      row++;
      at = next;
    }
    if (next === TOO_LONG) return { kind: 'too-long', row };
    if (isLast) return next === OPEN_QUOTE ? { kind: 'unclosed-quote', row } : { kind: 'end' };
    if (end - at > MAX_BULK_ROW_BYTES)
      return { kind: next === OPEN_QUOTE ? 'unclosed-quote' : 'too-long', row };
    chunk.copy(chunk, 0, at, end);
    end -= at;
  }
}

function createRowCutter(chunk: Buffer, { delimiter, columns, ids }: ScanOptions): RowCutter {
  const separatorByte = delimiter.charCodeAt(0);
  const width = columns.length;
  const chunkView = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  const unescaped = Buffer.allocUnsafe(MAX_BULK_ROW_BYTES + SPARE_BYTES);
  const unescapedView = new DataView(unescaped.buffer, unescaped.byteOffset, unescaped.length);
  ids.fill(-1);

  const cutter: RowCutter = {
    rowTo: 0,
    cellCount: 0,
    cut(rowFrom, until, isLast) {
      // Locals, literals and `| 0`: what is held elsewhere is fetched and checked at each use.
      const quote = 34;
      const lineFeed = 10;
      const carriageReturn = 13;
      const data = chunk;
      const view = chunkView;
      const separator = separatorByte | 0;
      const separators = everywhere(separator);
      const end = until | 0;
      let at = rowFrom | 0;
      let column = 0;
      for (;;) {
        const dictionary = column < width ? (columns[column] as ByteDictionary<unknown> | null) : null;
        let byte = 0;
        if (data[at] === quote && at < end) {
          at++;
          let from = at;
          let length = 0;
          for (;;) {
            for (;;) {
              const marks = zeroBytes(view.getInt32(at, true) ^ QUOTES);
              if (marks !== 0) {
                at += firstMarked(marks);
                break;
              }
              at += 4;
              if (at >= end) break;
            }
            if (at >= end || (at + 1 === end && !isLast)) return OPEN_QUOTE;
            if (length + at - from > MAX_BULK_ROW_BYTES) return TOO_LONG;
            if (at + 1 === end || data[at + 1] !== quote) break;
            // Two quotes stand for one: what came before is moved together.
            at++;
            length += data.copy(unescaped, length, from, at);
            at++;
            from = at;
          }
          if (dictionary !== null) {
            if (length === 0) ids[column] = idOf(dictionary, view, from, at, hashOf(view, from, at));
            else {
              length += data.copy(unescaped, length, from, at);
              ids[column] = idOf(dictionary, unescapedView, 0, length, hashOf(unescapedView, 0, length));
            }
          }
          at++;
          while (at < end) {
            byte = data[at] as number;
            if (byte === separator || byte === lineFeed || byte === carriageReturn) break;
            at++;
          }
        } else {
          const from = at;
          let hash = -2128831035;
          for (;;) {
            const word = view.getInt32(at, true);
            const toSeparator = word ^ separators;
            const toLineFeed = word ^ 0x0a0a0a0a;
            const toReturn = word ^ 0x0d0d0d0d;
            // As zeroBytes, firstMarked and addToHash say it; hashOf of this text is this hash.
            const marks =
              (((toSeparator - 0x01010101) & ~toSeparator) |
                ((toLineFeed - 0x01010101) & ~toLineFeed) |
                ((toReturn - 0x01010101) & ~toReturn)) &
              0x80808080;
            if (marks === 0) {
              hash = Math.imul(hash ^ word, 0x01000193);
              hash ^= hash >>> 15;
              at += 4;
              continue;
            }
            const bits = (31 - Math.clz32(marks & -marks)) & 24;
            if (bits > 0) {
              hash = Math.imul(hash ^ (word & ((1 << bits) - 1)), 0x01000193);
              hash ^= hash >>> 15;
            }
            at += bits >> 3;
            byte = (word >>> bits) & 0xff;
            break;
          }
          if (at >= end && !isLast) return NEEDS_MORE;
          if (dictionary !== null) ids[column] = idOf(dictionary, view, from, at, hash);
        }
        column++;
        if (at >= end) {
          if (!isLast) return NEEDS_MORE;
          cutter.rowTo = at;
          break;
        }
        at++;
        if (byte === separator) {
          if (column > MAX_COLUMNS) return TOO_LONG;
          continue;
        }
        cutter.rowTo = at - 1;
        if (byte === carriageReturn) {
          if (at >= end && !isLast) return NEEDS_MORE;
          if (data[at] === lineFeed && at < end) at++;
        }
        break;
      }
      cutter.cellCount = column;
      for (; column < width; column++) ids[column] = -1;
      return at;
    },
  };
  return cutter;
}
