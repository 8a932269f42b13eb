import { DomainError } from '#core/domain/errors';
import { createCellBudget, tooWide } from './cell-budget';
import { decodeText } from './encoding';
import { MAX_CELL_LENGTH, MAX_COLUMNS, MAX_HTML_DEPTH, MAX_OLD_WORKBOOK_BYTES } from './limits';
import type { Table, TableRow } from './table';

/** Left out with all that they hold. */
const SILENT = new Set(['script', 'style', 'title', 'template', 'noscript']);
const TAG_START = /[a-z/!?]/i;
const NAME = /^\/?[a-z][a-z0-9:-]*/i;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  middot: '·',
};

interface OpenTable {
  readonly rows: string[][];
  row: string[] | null;
  /** Text of the open cell; null: none is open. */
  cell: string | null;
  colspan: number;
  rowspan: number;
  /** By column: rows further down that a cell above still fills. */
  readonly spans: number[];
}

/**
 * The tables of a web page: what the older 正方 hands out as .xls. Only text is taken; nothing is run, fetched
 * or styled, and no mark-up is trusted to be closed.
 *
 * @throws DomainError FILE_DAMAGED, FILE_KIND, FILE_TOO_LARGE, TABLE_TOO_LARGE
 */
export function readHtmlTables(bytes: Uint8Array, fileName: string): readonly Table[] {
  const refuse = (code: string, why: string) =>
    new DomainError(code, `不能读取「${fileName}」：${why}`, 'fileName');
  if (bytes.length > MAX_OLD_WORKBOOK_BYTES) {
    throw refuse(
      'FILE_TOO_LARGE',
      `网页格式的 .xls 超过 ${MAX_OLD_WORKBOOK_BYTES / 1024 / 1024} MB。请按学期或班级分开导出。`,
    );
  }
  const { text } = decodeText(bytes);
  const tables: OpenTable[] = [];
  const open: OpenTable[] = [];
  const budget = createCellBudget(fileName);

  const endCell = (table: OpenTable) => {
    if (table.cell === null || table.row === null) return;
    skipFilled(table, table.row);
    const value = cleanText(table.cell);
    for (let at = 0; at < table.colspan; at++) {
      if (table.rowspan > 1) table.spans[table.row.length] = table.rowspan - 1;
      table.row.push(at === 0 ? value : '');
      if (table.row.length > MAX_COLUMNS) throw tooWide(fileName);
    }
    table.cell = null;
  };
  const endRow = (table: OpenTable) => {
    endCell(table);
    if (table.row === null) return;
    skipFilled(table, table.row);
    budget.spend(table.row);
    // A copy has no room to grow.
    table.rows.push(table.row.slice());
    table.row = null;
  };

  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('<', at);
    const top = open.at(-1);
    const piece = text.slice(at, start < 0 ? text.length : start);
    if (top && top.cell !== null && piece !== '') top.cell += piece;
    if (start < 0) break;
    if (text.startsWith('<!--', start)) {
      const end = text.indexOf('-->', start + 4);
      at = end < 0 ? text.length : end + 3;
      continue;
    }
    if (!TAG_START.test(text.charAt(start + 1))) {
      if (top && top.cell !== null) top.cell += '<';
      at = start + 1;
      continue;
    }
    const end = endOfTag(text, start);
    const tag = text.slice(start + 1, end);
    at = end + 1;
    const name = NAME.exec(tag)?.[0].toLowerCase() ?? '';
    if (SILENT.has(name)) {
      const close = new RegExp(`</${name}`, 'gi');
      close.lastIndex = at;
      at = close.exec(text)?.index ?? text.length;
    } else if (name === 'table') {
      const table = { rows: [], row: null, cell: null, colspan: 1, rowspan: 1, spans: [] };
      tables.push(table);
      if (open.push(table) > MAX_HTML_DEPTH)
        throw refuse('FILE_DAMAGED', '网页里的表格一层套一层，不是教务系统导出的。请重新导出。');
    } else if (top && name === '/table') {
      endRow(top);
      open.pop();
    } else if (top && name === 'tr') {
      endRow(top);
      top.row = [];
    } else if (top && name === '/tr') endRow(top);
    else if (top && (name === 'td' || name === 'th')) {
      endCell(top);
      top.row ??= [];
      top.cell = '';
      top.colspan = spanOf(tag, 'colspan');
      top.rowspan = spanOf(tag, 'rowspan');
    } else if (top && (name === '/td' || name === '/th')) endCell(top);
    else if (top && top.cell !== null && (name === 'br' || name === 'p' || name === '/p')) top.cell += ' ';
  }
  if (open.length > 0) throw refuse('FILE_DAMAGED', '网页里的表格没有结束，后面的内容可能丢失。请重新导出。');

  const filled = tables.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) {
    throw refuse('FILE_KIND', '内容是网页，里面没有表格（可能是登录页）。请重新登录教务系统后导出。');
  }
  return filled.map(({ rows }, nth) => ({
    sheet: filled.length === 1 ? null : `第 ${nth + 1} 个表格`,
    rows: rows.map((cells, index): TableRow => ({ row: index + 1, cells })),
  }));
}

/** Cells of this row that one further up reaches down to. */
function skipFilled({ spans }: OpenTable, row: string[]): void {
  while ((spans[row.length] ?? 0) > 0) {
    spans[row.length] = (spans[row.length] as number) - 1;
    row.push('');
  }
}

/** Place of the closing bracket, those within a quoted value left aside; the text's end where there is none. */
function endOfTag(text: string, start: number): number {
  let quote = 0;
  let before = 0;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at;
    else if (before === 0x3d && (code === 0x22 || code === 0x27)) quote = code;
    if (code > 0x20) before = code;
  }
  return text.length;
}

function spanOf(tag: string, attribute: 'colspan' | 'rowspan'): number {
  const [, span] = new RegExp(`\\s${attribute}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(tag) ?? [];
  return Math.min(MAX_COLUMNS, Math.max(1, Number(span ?? 1)));
}

function cleanText(text: string): string {
  if (text === '') return '';
  const decoded = text
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim()
    .replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
  return decoded.length > MAX_CELL_LENGTH ? decoded.slice(0, MAX_CELL_LENGTH) : decoded;
}
