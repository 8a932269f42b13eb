import type { ImportKind } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { IMPORT_KINDS } from '#core/domain/import-kind';
import { headingKey, trimCell } from './cell-text';
import { COURSE_LAYOUT, type CourseLayout } from './course-layouts';
import { FACT_LAYOUTS, type FactLayout, SURE_FACT_LAYOUTS } from './fact-layouts';
import { COMMON_GRADE_COLUMNS, GRADE_LAYOUTS, UNUSABLE_LAYOUTS } from './grade-layouts';
import { type Column, type GradeLayout, headingsOf, ROSTER_LAYOUTS, type RosterLayout } from './layouts';
import { MAX_TITLE_ROWS } from './limits';
import { mergedHeadings } from './merged-headings';
import type { TableRow } from './table';

export type ImportLayout = GradeLayout | CourseLayout | RosterLayout | FactLayout;

/** What recognising a file by its headings needs to know of a layout. */
export interface TableLayout {
  readonly kind: string;
  /** For people: where this layout comes from. */
  readonly title: string;
  readonly columns: readonly Column<string>[];
  /** Headings that show that a file is something else. */
  readonly excludes: readonly string[];
  /** One of these must stand there, too; left out: nothing more is asked. */
  readonly signs?: readonly string[];
}

export interface Recognised<L extends TableLayout = ImportLayout> {
  readonly layout: L;
  /** Number of the heading row; data begin below it. */
  readonly headingRow: number;
  readonly headings: readonly string[];
  /** Cells of the heading row, blank ones at its end included. */
  readonly width: number;
  /** For each column of the file, what it means; null: kept, not used. */
  readonly mapping: readonly { readonly heading: string; readonly field: string | null }[];
  /** Column of a field, -1 where the file has none. */
  readonly columnOf: (field: string) => number;
}

interface Fit<L extends TableLayout = TableLayout> {
  readonly layout: L;
  readonly row: TableRow;
  readonly matched: number;
  readonly missing: readonly string[];
  readonly isExcluded: boolean;
}

/** Headings of a row that names at least this many known columns are worth showing in a refusal. */
const MIN_KNOWN_HEADINGS = 2;

/**
 * Finds the heading row among the first rows, and the layout by its headings, never by position.
 *
 * @returns null where no row looks like headings of the kind asked for
 */
export function recognise(rows: readonly TableRow[], kind: ImportKind | 'auto'): Recognised | null {
  const layouts = recognisable(kind);
  if (kind === 'auto') refuseAmbiguous(rows, layouts);
  return recogniseAmong(rows, layouts);
}

/** Two kinds that explain a file equally well: a person says which it is. */
function refuseAmbiguous(rows: readonly TableRow[], layouts: readonly ImportLayout[]): void {
  const fits = IMPORT_KINDS.flatMap((kind) => {
    const fit = bestFit(
      rows,
      layouts.filter((layout) => layout.kind === kind),
    );
    return fit && isComplete(fit) ? [fit] : [];
  }).sort((a, b) => b.matched - a.matched);
  const [first, second] = fits;
  if (!first || !second || first.matched !== second.matched) return;
  throw new DomainError(
    'KIND_AMBIGUOUS',
    `这份文件像“${first.layout.title}”，也像“${second.layout.title}”。请先选好是哪一种表，再选文件。`,
    'kind',
  );
}

/** The same among layouts of the caller's. */
export function recogniseAmong<L extends TableLayout>(
  rows: readonly TableRow[],
  layouts: readonly L[],
): Recognised<L> | null {
  const fit = bestFit(rows, layouts);
  if (fit && isComplete(fit)) return mapColumns(fit.layout, fit.row);
  const known = new Set(layouts.flatMap(({ columns }) => columns.flatMap(headingsOf)));
  const merged = bestFit(mergedHeadings(rows, known), layouts);
  return merged && isComplete(merged) ? mapColumns(merged.layout, merged.row) : null;
}

const recognisable = (kind: ImportKind | 'auto'): readonly ImportLayout[] =>
  kind === 'auto'
    ? [...GRADE_LAYOUTS, COURSE_LAYOUT, ...ROSTER_LAYOUTS, ...SURE_FACT_LAYOUTS]
    : layoutsOf(kind);

/** What a person may say that a file is, told by its headings or not. */
export const layoutsOf = (kind: ImportKind | 'auto'): readonly ImportLayout[] =>
  [...GRADE_LAYOUTS, COURSE_LAYOUT, ...ROSTER_LAYOUTS.map(withoutSigns), ...FACT_LAYOUTS].filter(
    (layout) => kind === 'auto' || layout.kind === kind,
  );

const withoutSigns = ({ signs: _, ...layout }: RosterLayout): RosterLayout => layout;

/**
 * The refusal of a file whose layout is not known: the headings found, and what the nearest known
 * layout misses.
 */
export const unknownLayout = (
  rows: readonly TableRow[],
  kind: ImportKind | 'auto',
  fileName: string,
): DomainError =>
  unusable(rows, fileName) ??
  unknownAmong(rows, recognisable(kind), fileName, '请用教务系统原样导出的文件，不要删改表头。');

/** The refusal of a file that is known, and known to be of no use. */
function unusable(rows: readonly TableRow[], fileName: string): DomainError | null {
  for (const row of rows.slice(0, MAX_TITLE_ROWS + 1)) {
    const keys = new Set(row.cells.map(headingKey));
    const known = UNUSABLE_LAYOUTS.find(
      ({ headings, excludes }) =>
        headings.every((heading) => keys.has(heading)) && !excludes.some((heading) => keys.has(heading)),
    );
    if (known) return new DomainError('LAYOUT_UNUSABLE', `「${fileName}」不能用：${known.why}`, 'fileName');
  }
  return null;
}

/** @param advice what to do where no layout is near */
export function unknownAmong(
  rows: readonly TableRow[],
  layouts: readonly TableLayout[],
  fileName: string,
  advice: string,
): DomainError {
  const fit = bestFit(rows, layouts);
  const start = `无法识别「${fileName}」的表头。`;
  if (!fit || fit.matched < MIN_KNOWN_HEADINGS) {
    const first = rows
      .slice(0, MAX_TITLE_ROWS)
      .find(({ cells }) => cells.some((cell) => trimCell(cell) !== ''));
    const seen = first ? `第一行是：${listHeadings(first)}。` : '文件里没有内容。';
    return new DomainError('LAYOUT_UNKNOWN', `${start}${seen}${advice}`, 'fileName');
  }
  const found = `找到的列（第 ${fit.row.row} 行）：${listHeadings(fit.row)}。`;
  const why = fit.isExcluded ? '但文件里有成绩列。' : `缺少：${fit.missing.join('、')}。`;
  return new DomainError(
    'LAYOUT_UNKNOWN',
    `${start}${found}最接近的是“${fit.layout.title}”，${why}`,
    'fileName',
  );
}

const listHeadings = ({ cells }: TableRow): string =>
  cells
    .map(trimCell)
    .filter((cell) => cell !== '')
    .slice(0, 40)
    .map((cell) => (cell.length > 20 ? `${cell.slice(0, 20)}…` : cell))
    .join('、');

/** The layout that the headings come nearest to, complete or not; null where they name no column of any. */
export const nearestFit = <L extends TableLayout>(
  rows: readonly TableRow[],
  layouts: readonly L[],
): { readonly layout: L; readonly row: TableRow } | null => bestFit(rows, layouts);

function bestFit<L extends TableLayout>(rows: readonly TableRow[], layouts: readonly L[]): Fit<L> | null {
  let best: Fit<L> | null = null;
  for (const row of rows.slice(0, MAX_TITLE_ROWS + 1)) {
    const keys = new Set(row.cells.map(headingKey));
    for (const layout of layouts) {
      const fit = fitOf(layout, row, keys);
      if (fit.matched > 0 && (best === null || isBetter(fit, best))) best = fit;
    }
  }
  return best;
}

function fitOf<L extends TableLayout>(layout: L, row: TableRow, keys: ReadonlySet<string>): Fit<L> {
  const { columns } = layout;
  const isThere = (column: Column<string>) => headingsOf(column).some((heading) => keys.has(heading));
  return {
    layout,
    row,
    matched: columns.filter(isThere).length,
    missing: columns.filter((column) => column.isRequired && !isThere(column)).map(({ heading }) => heading),
    isExcluded:
      layout.excludes.some((heading) => keys.has(heading)) ||
      layout.signs?.some((heading) => keys.has(heading)) === false,
  };
}

const isComplete = (fit: Fit): boolean => fit.missing.length === 0 && !fit.isExcluded;

/** Complete layouts first; then the one that explains the most columns and wants the fewest others. */
function isBetter(fit: Fit, best: Fit): boolean {
  if (isComplete(fit) !== isComplete(best)) return isComplete(fit);
  if (fit.matched !== best.matched) return fit.matched > best.matched;
  if (fit.missing.length !== best.missing.length) return fit.missing.length < best.missing.length;
  return fit.layout.columns.length < best.layout.columns.length;
}

/** A layout's own columns, and those that are taken wherever they stand. */
export function columnsOf({ kind, columns: own }: TableLayout): readonly Column<string>[] {
  const common: readonly Column<string>[] = kind === 'grades' ? COMMON_GRADE_COLUMNS : [];
  return [...own, ...common.filter(({ heading }) => own.every((column) => column.heading !== heading))];
}

/** @throws DomainError LAYOUT_AMBIGUOUS */
export function mapColumns<L extends TableLayout>(layout: L, row: TableRow): Recognised<L> {
  const headings = row.cells.map(trimCell);
  while (headings.at(-1) === '') headings.pop();
  const keys = headings.map(headingKey);
  const places = new Map<string, number>();
  for (const column of columnsOf(layout)) {
    const { field, isRequired } = column;
    if (field === null || places.has(field)) continue;
    const heading = headingsOf(column).find((name) => keys.includes(name));
    if (heading === undefined) continue;
    const at = keys.indexOf(heading);
    if (isRequired && keys.indexOf(heading, at + 1) >= 0) {
      throw new DomainError(
        'LAYOUT_AMBIGUOUS',
        `表头里有两列都叫“${heading}”，分不清用哪一列。请删去多余的一列。`,
        'fileName',
      );
    }
    places.set(field, at);
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

export const noRows = (fileName: string): DomainError =>
  new DomainError('FILE_NO_ROWS', `「${fileName}」只有表头，没有数据。`, 'fileName');
