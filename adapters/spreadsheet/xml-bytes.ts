import { attributesOf, ForeignXml } from './xml-text';

export const SLASH = 47;
const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
const MORE = 62;
export const DOUBLE = 34;
export const SINGLE = 39;
export const isBlank = (byte: number): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;

/** A name as a number: of one letter its byte, of more one of these, 0 of any other. */
export const [CELL, VALUE, FORMULA, TEXT] = [99, 118, 102, 116] as const;
export const [ROW, PHONETIC, DATA] = [1001, 1002, 1003] as const;
const LONG_NAMES: Readonly<Record<string, number>> = { row: ROW, rPh: PHONETIC, sheetData: DATA };
export const [REFERENCE, STYLE] = [114, 115] as const;

/** The `>` of a tag; one within quotes is none. The length where it has not come yet. */
export function tagEnd(bytes: Buffer, tag: number, end: number): number {
  let at = tag + 1;
  while (at < end) {
    const byte = bytes[at];
    if (byte === MORE) return at;
    at++;
    if (byte !== DOUBLE && byte !== SINGLE) continue;
    while (at < end && bytes[at] !== byte) at++;
    at++;
  }
  return end;
}

/**
 * Behind a comment, a section of plain text or an instruction; -1 where its end has not come yet.
 *
 * @throws ForeignXml where it is a document type
 */
export function markEnd(bytes: Buffer, tag: number): number {
  const start = bytes.toString('latin1', tag, tag + 9);
  const [mark, ending] = MARKS.find(([mark]) => start.startsWith(mark)) ?? [];
  if (mark === undefined || ending === undefined) {
    if (MARKS.some(([mark]) => mark.startsWith(start))) return -1;
    throw new ForeignXml();
  }
  const found = bytes.indexOf(ending, tag + mark.length, 'latin1');
  return found < 0 ? -1 : found + ending.length;
}
const MARKS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

export function nameAt(bytes: Buffer, tag: number, to: number): number {
  let from = tag;
  let end = from;
  while (end < to && !isBlank(bytes[end] as number)) {
    if (bytes[end] === COLON) from = end + 1;
    end++;
  }
  if (end - from === 1) return bytes[from] as number;
  return end - from > 9 ? 0 : (LONG_NAMES[bytes.toString('latin1', from, end)] ?? 0);
}

/** `AB12` is 27; what is no reference comes next to the cell before. */
export function columnOf(bytes: Buffer, from: number, to: number, next: number): number {
  let column = 0;
  let at = from;
  for (; at < to; at++) {
    // Small letters as capitals.
    const letter = ((bytes[at] as number) & 0xdf) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return at === from || at - from > 3 ? next : column - 1;
}

/** A whole number; -1 where it is none. */
export function digits(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return Number(bytes.toString('latin1', from, to).trim() || -1);
    value = value * 10 + digit;
  }
  return from === to ? -1 : value;
}

/** Of a tag, in any writing. */
export function attribute(bytes: Buffer, from: number, to: number, name: string): string | null {
  return attributesOf(bytes.toString('utf8', from, to))(name);
}
