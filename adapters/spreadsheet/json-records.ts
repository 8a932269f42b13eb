import { DomainError } from '#core/domain/errors';
import { decodeText } from './encoding';
import {
  MAX_CELL_LENGTH,
  MAX_COLUMNS,
  MAX_JSON_BYTES,
  MAX_JSON_DEPTH,
  MAX_JSON_MEMBERS,
  MAX_ROWS,
} from './limits';
import type { Table, TableRow } from './table';

/** Where systems put the rows of their answer. */
const LISTS = ['items', 'result', 'rows', 'data', 'list'] as const;
/** How many rows there are in all, where the answer is one page of them. */
const TOTALS = ['totalCount', 'totalResult', 'total'] as const;

type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Rows of a system's own answer: a list of objects, or an object that holds one. The keys are the
 * headings of a table that begins with row 1, so that the first object is row 2.
 *
 * @throws DomainError FILE_DAMAGED, FILE_KIND, FILE_PARTIAL, FILE_TOO_LARGE, TABLE_TOO_LARGE
 */
export function readJson(bytes: Uint8Array, fileName: string): Table {
  const refuse = (code: string, why: string) =>
    new DomainError(code, `不能读取「${fileName}」：${why}`, 'fileName');
  if (bytes.length > MAX_JSON_BYTES) {
    throw refuse(
      'FILE_TOO_LARGE',
      `JSON 文件超过 ${MAX_JSON_BYTES / 1024 / 1024} MB。请按学期或班级分开导出。`,
    );
  }
  const { text } = decodeText(bytes);
  const excess = excessOf(text);
  if (excess !== null) throw refuse('TABLE_TOO_LARGE', `${excess}，不是教务系统的成绩。请重新导出。`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('FILE_DAMAGED', '内容不是完整的 JSON。请重新保存。');
  }
  const records = recordsOf(value);
  if (records === null) {
    throw refuse(
      'FILE_KIND',
      'JSON 里没有成绩列表（应是 {"items":[…]} 或 […]）。请保存教务系统返回的全部内容。',
    );
  }
  if (records.length > MAX_ROWS) throw refuse('TABLE_TOO_LARGE', `超过 ${MAX_ROWS} 行。请按学期分开导出。`);
  const total = isRecord(value) ? totalOf(value) : null;
  if (total !== null && total > records.length) {
    throw refuse(
      'FILE_PARTIAL',
      `共有 ${total} 条成绩，文件里只有 ${records.length} 条（只是其中一页）。请把每页条数设为最大，重新保存。`,
    );
  }
  const headings = headingsOf(records);
  if (headings.length > MAX_COLUMNS) throw refuse('TABLE_TOO_LARGE', `超过 ${MAX_COLUMNS} 列。请重新导出。`);
  const rows: TableRow[] = records.map((record, at) => ({
    row: at + 2,
    cells: headings.map((heading) => (Object.hasOwn(record, heading) ? textOf(record[heading]) : '')),
  }));
  return { sheet: null, rows: [{ row: 1, cells: headings }, ...rows] };
}

/** Counts before anything is built: a small text can stand for very many or very deep values. */
function excessOf(text: string): string | null {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_JSON_DEPTH) return `层数超过 ${MAX_JSON_DEPTH}`;
      if (++members > MAX_JSON_MEMBERS) return `内容超过 ${MAX_JSON_MEMBERS} 项`;
    } else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x2c && ++members > MAX_JSON_MEMBERS) return `内容超过 ${MAX_JSON_MEMBERS} 项`;
  }
  return null;
}

/** Place of the closing quote; the text's end where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return text.length;
}

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly JsonRecord[] =>
  Array.isArray(value) && value.every(isRecord);

/** The list itself, else the one under a known name, one level further down at most. */
function recordsOf(value: unknown, isInner = false): readonly JsonRecord[] | null {
  if (isList(value)) return value;
  if (!isRecord(value)) return null;
  for (const name of LISTS) {
    const held = Object.hasOwn(value, name) ? value[name] : undefined;
    if (isList(held)) return held;
    const inner = isInner || !isRecord(held) ? null : recordsOf(held, true);
    if (inner !== null) return inner;
  }
  return null;
}

function totalOf(value: JsonRecord): number | null {
  for (const name of TOTALS) {
    const total = Object.hasOwn(value, name) ? Number(value[name]) : Number.NaN;
    if (Number.isSafeInteger(total) && total > 0) return total;
  }
  return null;
}

/** Every key of every row, in the order in which they come up. Values with parts are no cells. */
function headingsOf(records: readonly JsonRecord[]): string[] {
  const headings = new Set<string>();
  for (const record of records) {
    for (const key of Object.keys(record)) {
      const value = record[key];
      if (typeof value !== 'object') headings.add(key);
      if (headings.size > MAX_COLUMNS) return [...headings];
    }
  }
  return [...headings];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > MAX_CELL_LENGTH ? value.slice(0, MAX_CELL_LENGTH) : value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
