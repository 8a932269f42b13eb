import { createHash } from 'node:crypto';
import type { ImportKind, MappingChoice, TableReading } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { headingKey, trimCell } from './cell-text';
import { MAX_TITLE_ROWS } from './limits';
import { readTable } from './read-table';
import {
  columnsOf,
  type ImportLayout,
  layoutsOf,
  mapColumns,
  nearestFit,
  noRows,
  type Recognised,
  recognise,
} from './recognise';
import type { Table, TableRow } from './table';

/** Samples shown of a column, and how long one may be. */
const SAMPLES = 3;
const SAMPLE_LENGTH = 24;
/** Stands right of the rejected rows that the office gets back to mend; says nothing about a file's kind. */
export const REASON_HEADING = '拒收原因';
/** A row of headings has at least so many filled cells. */
const MIN_HEADINGS = 2;

/** Names the headings of a file: the same for the next export of the same kind. */
export function signatureOf(headings: readonly string[]): string {
  const keys = headings.map(headingKey);
  while (keys.at(-1) === '' || keys.at(-1) === REASON_HEADING) keys.pop();
  return createHash('sha256').update(keys.join('\u001f')).digest('hex');
}

/** For people: 学号, 成绩; by the heading that the layout itself has for it. */
export const meaningOf = (layout: ImportLayout, field: string | null): string | null =>
  field === null ? null : (fieldsOf(layout).find((known) => known.field === field)?.label ?? field);

/** Everything that a column of the layout can mean, required meanings first. */
export function fieldsOf(layout: ImportLayout): TableReading['fields'] {
  const found = new Map<string, { field: string; label: string; isRequired: boolean }>();
  for (const { field, heading, isRequired } of columnsOf(layout)) {
    if (field === null) continue;
    const known = found.get(field);
    found.set(field, {
      field,
      label: known?.label ?? inChinese(layout, field, heading),
      isRequired: isRequired || (known?.isRequired ?? false),
    });
  }
  return [...found.values()].sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
}

/** Meanings that no table in Chinese has a column of. */
const KEY_NAMES: Readonly<Record<string, string>> = { startYear: '学年（起始年）', semesterCode: '学期代码' };
const CHINESE = /[\u4e00-\u9fff]/;

/** A layout of JSON has keys for headings: xh is 学号 by what the other layouts of the kind call it. */
function inChinese({ kind }: ImportLayout, field: string, heading: string): string {
  if (CHINESE.test(heading)) return heading;
  const names = layoutsOf(kind)
    .flatMap(columnsOf)
    .filter((column) => column.field === field);
  return names.find((column) => CHINESE.test(column.heading))?.heading ?? KEY_NAMES[field] ?? heading;
}

/**
 * A table read as somebody confirmed it, today or earlier.
 *
 * @param choices the first that has the table's headings counts
 * @returns null where none has
 * @throws DomainError MAPPING_INCOMPLETE, MAPPING_TWICE
 */
export function recogniseAs(
  rows: readonly TableRow[],
  choices: readonly MappingChoice[],
  kind: ImportKind | 'auto',
): { readonly recognised: Recognised; readonly choice: MappingChoice } | null {
  if (choices.length === 0) return null;
  for (const row of [...headingRows(rows), ...guessedRow(rows, kind)]) {
    const signature = signatureOf(row.cells);
    const choice = choices.find((known) => known.signature === signature);
    const layout = choice && layoutNamed(choice.layout, row);
    if (!choice || !layout || (kind !== 'auto' && layout.kind !== kind)) continue;
    return { recognised: mapAs(layout, row, choice.fields), choice };
  }
  return null;
}

/** Headings of two rows stand in no row of the file. */
function guessedRow(rows: readonly TableRow[], kind: ImportKind | 'auto'): readonly TableRow[] {
  const guess = asFarAsKnown(() => recognise(rows, kind));
  return guess ? [{ row: guess.headingRow, cells: guess.headings }] : [];
}

/** @throws DomainError MAPPING_INCOMPLETE, MAPPING_TWICE */
function mapAs(layout: ImportLayout, row: TableRow, wanted: readonly (string | null)[]): Recognised {
  const headings = trimmedHeadings(row);
  const known = fieldsOf(layout);
  const places = new Map<string, number>();
  for (const [at, field] of wanted.slice(0, headings.length).entries()) {
    const meaning = known.find((one) => one.field === field);
    if (field === null || !meaning) continue;
    if (places.has(field)) {
      throw new DomainError(
        'MAPPING_TWICE',
        `有两列都对应「${meaning.label}」。请只留一列，其余改为“不使用”。`,
        'mapping',
      );
    }
    places.set(field, at);
  }
  const missing = known.filter(({ field, isRequired }) => isRequired && !places.has(field));
  if (missing.length > 0) {
    const names = missing.map(({ label }) => label).join('、');
    throw new DomainError('MAPPING_INCOMPLETE', `还没有哪一列对应：${names}。请指定后再继续。`, 'mapping');
  }
  const fieldAt = new Map([...places].map(([field, at]) => [at, field]));
  return {
    layout,
    headingRow: row.row,
    headings,
    width: row.cells.length,
    mapping: headings.map((heading, at) => ({ heading, field: fieldAt.get(at) ?? null })),
    columnOf: (field) => places.get(field) ?? -1,
  };
}

/**
 * How a file would be read: its headings, what each was taken for, and what it could mean instead. Knows
 * a way on where `parseImport` has only a refusal.
 *
 * @param layout read it as this one
 * @throws DomainError where the file is no table, or holds nothing
 */
export async function readMapping(
  bytes: Uint8Array,
  fileName: string,
  { kind = 'auto', layout: named }: { readonly kind?: ImportKind | 'auto'; readonly layout?: string },
): Promise<TableReading> {
  const tables = await readTable(bytes, fileName);
  const table = [...tables].sort((a, b) => b.rows.length - a.rows.length)[0];
  const among = layoutsOf(kind).filter(({ id }) => named === undefined || id === named);
  const found = named === undefined ? recognisedOf(tables, kind) : null;
  const held = found ?? (table && nearest(table, among));
  if (!held) throw noRows(fileName);
  const { recognised } = held;
  return {
    kind: recognised.layout.kind,
    layout: recognised.layout.id,
    isRecognised: found !== null,
    signature: signatureOf(recognised.headings),
    headingRow: recognised.headingRow,
    columns: recognised.mapping.map(({ heading, field }, at) => ({
      heading,
      field,
      samples: samplesOf(held.table, recognised.headingRow, at),
    })),
    fields: fieldsOf(recognised.layout),
    layouts: selectable(kind),
  };
}

function recognisedOf(tables: readonly Table[], kind: ImportKind | 'auto') {
  for (const table of tables) {
    const recognised = asFarAsKnown(() => recognise(table.rows, kind));
    if (recognised) return { table, recognised };
  }
  return null;
}

/** The layout that explains most of the headings, or the first one where none explains any. */
function nearest(table: Table, layouts: readonly ImportLayout[]) {
  const fit = nearestFit(table.rows, layouts);
  const row = fit?.row ?? headingRows(table.rows)[0];
  const layout = fit?.layout ?? layouts[0];
  if (!row || !layout) return null;
  return { table, recognised: asFarAsKnown(() => mapColumns(layout, row)) ?? unmapped(layout, row) };
}

/** What the guess refuses, a person decides. */
function asFarAsKnown<T>(guess: () => T): T | null {
  try {
    return guess();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function unmapped(layout: ImportLayout, row: TableRow): Recognised {
  const headings = trimmedHeadings(row);
  return {
    layout,
    headingRow: row.row,
    headings,
    width: row.cells.length,
    mapping: headings.map((heading) => ({ heading, field: null })),
    columnOf: () => -1,
  };
}

const headingRows = (rows: readonly TableRow[]): readonly TableRow[] =>
  rows
    .slice(0, MAX_TITLE_ROWS + 1)
    .filter(({ cells }) => cells.filter((cell) => trimCell(cell) !== '').length >= MIN_HEADINGS);

function trimmedHeadings({ cells }: TableRow): readonly string[] {
  const headings = cells.map(trimCell);
  while (headings.at(-1) === '') headings.pop();
  return headings;
}

function layoutNamed(id: string, row: TableRow): ImportLayout | null {
  const named = layoutsOf('auto').filter((layout) => layout.id === id);
  return nearestFit([row], named)?.layout ?? named[0] ?? null;
}

function samplesOf({ rows }: Table, headingRow: number, at: number): readonly string[] {
  const samples: string[] = [];
  for (const { row, cells } of rows) {
    if (row <= headingRow) continue;
    const text = trimCell(cells[at] ?? '');
    if (text !== '') samples.push(text.length > SAMPLE_LENGTH ? `${text.slice(0, SAMPLE_LENGTH)}…` : text);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** Each layout once: some have variants of their headings. */
function selectable(kind: ImportKind | 'auto'): TableReading['layouts'] {
  const found = new Map(layoutsOf(kind).map((layout) => [layout.id, layout]));
  return [...found.values()].map((layout) => ({
    layout: layout.id,
    kind: layout.kind,
    title: layout.title,
  }));
}
