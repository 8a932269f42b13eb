import { readSync } from 'node:fs';
import type { ByteDictionary } from './byte-dictionary';
import { MAX_BULK_ROW_BYTES, MAX_COLUMNS } from './limits';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const CHUNK_BYTES = 4 * 1024 * 1024;
const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

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

/**
 * Splits a large delimited file into cells without making a string of each: a cell becomes a number
 * in its column's dictionary. Quoting as in RFC 4180. Works on the bytes of UTF-8 and GB18030 alike,
 * since neither uses the bytes of quote, comma, semicolon, tab and line ends inside a character.
 */
export function scanRows(options: ScanOptions, onRow: (row: ScannedRow) => void): ScanEnd {
  const { fd, delimiter, columns, ids, chunkBytes = CHUNK_BYTES } = options;
  const separator = delimiter.charCodeAt(0);
  /** No byte above this ends a cell: one comparison settles most bytes. */
  const highest = Math.max(separator, LF, CR);
  const width = columns.length;
  const chunk = Buffer.allocUnsafe(chunkBytes + MAX_BULK_ROW_BYTES + 1);
  // Not captured by a closure, so that the loops below keep it in a register.
  const data = chunk;
  const unescaped = Buffer.allocUnsafe(MAX_BULK_ROW_BYTES);
  let position = options.position;
  let row = options.firstRow;
  let end = 0;
  let isLast = false;
  let rowFrom = 0;
  let rowTo = 0;
  let cellCount = 0;
  /** Of the last cell that was looked up in each column: its id, where it stands, whether it came twice. */
  const aboveId = new Int32Array(width).fill(-1);
  const aboveFrom = new Int32Array(width);
  const aboveLength = new Int32Array(width);
  const isRepeating = new Uint8Array(width);
  const scanned: ScannedRow = {
    get row() {
      return row;
    },
    get cellCount() {
      return cellCount;
    },
    bytes: () => chunk.subarray(rowFrom, rowTo),
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
    data[end] = LF;
    let at = 0;
    let isOpenQuote = false;
    rows: while (at < end) {
      rowFrom = at;
      isOpenQuote = false;
      ids.fill(-1);
      let column = 0;
      for (;;) {
        const dictionary = column < width ? (columns[column] as ByteDictionary<unknown> | null) : null;
        let byte = 0;
        if (at < end && data[at] === QUOTE) {
          at++;
          const from = at;
          let hash = FNV_START;
          let length = 0;
          let isEscaped = false;
          isOpenQuote = true;
          while (at < end) {
            byte = data[at] as number;
            if (byte === QUOTE) {
              if (at + 1 >= end && !isLast) break rows;
              if (data[at + 1] !== QUOTE || at + 1 >= end) {
                isOpenQuote = false;
                break;
              }
              if (!isEscaped) {
                isEscaped = true;
                chunk.copy(unescaped, 0, from, at);
              }
              at++;
            }
            if (length >= MAX_BULK_ROW_BYTES) return { kind: 'too-long', row };
            if (isEscaped) unescaped[length] = byte;
            length++;
            hash = Math.imul(hash ^ byte, FNV_PRIME);
            at++;
          }
          if (at >= end) break rows;
          at++;
          while (at < end) {
            byte = data[at] as number;
            if (byte === separator || byte === LF || byte === CR) break;
            at++;
          }
          if (dictionary !== null) {
            ids[column] = isEscaped
              ? dictionary.idOf(unescaped, 0, length, hash)
              : dictionary.idOf(data, from, from + length, hash);
          }
        } else if (dictionary === null) {
          for (;;) {
            byte = data[at] as number;
            if (byte <= highest && (byte === separator || byte === LF || byte === CR)) break;
            at++;
          }
        } else {
          const from = at;
          // Most columns repeat the cell above: its bytes alone are compared, nothing is looked up.
          byte = -1;
          if (isRepeating[column] === 1) {
            const above = aboveFrom[column] as number;
            const length = aboveLength[column] as number;
            let same = 0;
            if (at + length < end) {
              while (same < length && data[above + same] === data[at + same]) same++;
              if (same === length) byte = data[at + length] as number;
            }
          }
          if (byte === separator || byte === LF || byte === CR) {
            at += aboveLength[column] as number;
            ids[column] = aboveId[column] as number;
          } else {
            let hash = FNV_START;
            for (;;) {
              byte = data[at] as number;
              if (byte <= highest && (byte === separator || byte === LF || byte === CR)) break;
              hash = Math.imul(hash ^ byte, FNV_PRIME);
              at++;
            }
            if (at >= end && !isLast) break rows;
            const id = dictionary.idOf(data, from, at, hash);
            isRepeating[column] = id === aboveId[column] ? 1 : 0;
            aboveId[column] = id;
            aboveFrom[column] = from;
            aboveLength[column] = at - from;
            ids[column] = id;
          }
        }
        column++;
        if (at >= end) {
          if (!isLast) break rows;
          rowTo = at;
          break;
        }
        at++;
        if (byte === separator) {
          if (column > MAX_COLUMNS) return { kind: 'too-long', row };
          continue;
        }
        rowTo = at - 1;
        if (byte === CR) {
          if (at >= end && !isLast) break rows;
          if (data[at] === LF && at < end) at++;
        }
        break;
      }
      cellCount = column;
      onRow(scanned);
      row++;
      rowFrom = at;
    }
    if (isLast) return isOpenQuote ? { kind: 'unclosed-quote', row } : { kind: 'end' };
    if (end - rowFrom > MAX_BULK_ROW_BYTES) return { kind: isOpenQuote ? 'unclosed-quote' : 'too-long', row };
    isRepeating.fill(0);
    aboveId.fill(-1);
    chunk.copy(chunk, 0, rowFrom, end);
    end -= rowFrom;
  }
}
