import type { ImportKind, MappingChoice, ParsedFile, RejectedImportRow } from '#core/application/ports';
import { isFactKind } from '#core/domain/fact-kind';
import type { GradeRow } from '#core/domain/grade-row';
import type { Policy } from '#core/domain/policy';
import { trimCell } from './cell-text';
import { meaningOf, recogniseAs, signatureOf } from './corrected-mapping';
import { catalogueFor, type ReadCourses } from './course-catalogue';
import { createCourseRowReader } from './course-rows';
import type { FactLayout } from './fact-layouts';
import { createListedRowReader } from './fact-rows';
import { createFieldReaders } from './grade-fields';
import { createGradeRowReader, transcriptStudentNo } from './grade-rows';
import { readTable } from './read-table';
import { noRows, type Recognised, recognise, unknownLayout } from './recognise';
import { createRosterRowReader, type RosterRows } from './roster-rows';
import type { Table, TableRow } from './table';

export interface ParseImportOptions {
  /** What the file should be; 'auto', the default, asks its headings. */
  readonly kind?: ImportKind | 'auto';
  /** Whose transcript it is, for layouts without a 学号 column. */
  readonly studentNo?: string;
  /** The course list, for layouts without a column of credits. */
  readonly courses?: ReadCourses;
  readonly policy: Policy;
  /** Mappings confirmed by a person, used where they have the file's headings. */
  readonly choices?: readonly MappingChoice[];
}

/** A grade row with the columns that have no meaning for us, by heading; blank ones left out. */
export type ImportedGradeRow = GradeRow & { readonly extra?: Readonly<Record<string, string>> };

export type ParsedImport = ParsedFile & {
  readonly headings: readonly string[];
  /** Sheets of a workbook that are no table of this kind and were not read. */
  readonly skippedSheets: readonly string[];
};

/**
 * Reads a file of a known layout as a whole: rows that can be taken, and the others each with the
 * cell and the reason. Blank rows, totals and repeated headings are neither.
 *
 * A workbook may spread its rows over several sheets of one layout; rows of the second and later
 * ones are named `file[sheet]`.
 *
 * @throws DomainError where the file, its layout or the owner of a transcript is not known
 */
export async function parseImport(
  bytes: Uint8Array,
  fileName: string,
  options: ParseImportOptions,
): Promise<ParsedImport> {
  const wanted = options.kind ?? 'auto';
  const tables = await readTable(bytes, fileName);
  const found: { table: Table; recognised: Recognised; isConfirmed: boolean }[] = [];
  const skippedSheets: string[] = [];
  for (const table of tables) {
    const kind = found[0]?.recognised.layout.kind ?? wanted;
    const confirmed = recogniseAs(table.rows, options.choices ?? [], kind);
    const recognised = confirmed?.recognised ?? recognise(table.rows, kind);
    if (recognised) found.push({ table, recognised, isConfirmed: confirmed !== null });
    else if (table.sheet !== null && table.rows.length > 0) skippedSheets.push(table.sheet);
  }
  const first = found[0];
  if (!first) {
    const largest = [...tables].sort((a, b) => b.rows.length - a.rows.length)[0];
    throw unknownLayout(largest?.rows ?? [], wanted, fileName);
  }
  const rows: unknown[] = [];
  const rejected: RejectedImportRow[] = [];
  for (const { table, recognised } of found) {
    const file = table === first.table ? fileName : `${fileName}[${table.sheet}]`;
    const read = await rowReader(recognised, file, table, options, fileName);
    for (const row of table.rows) {
      if (row.row <= recognised.headingRow) continue;
      const outcome = read(row);
      if (outcome === null) continue;
      if ('row' in outcome) rows.push(outcome.row);
      else rejected.push(outcome.rejected);
    }
  }
  if (rows.length === 0 && rejected.length === 0) throw noRows(fileName);
  const { layout, mapping, headings } = first.recognised;
  // The rows were made by the reader of this very kind.
  return {
    kind: layout.kind,
    layout: layout.id,
    headings,
    mapping: mapping.map((column) => ({ ...column, meaning: meaningOf(layout, column.field) })),
    signature: signatureOf(headings),
    isConfirmed: first.isConfirmed,
    rows,
    rejected,
    rowsRead: rows.length + rejected.length,
    skippedSheets,
  } as ParsedImport;
}

const isFact = (recognised: Recognised): recognised is Recognised & Recognised<FactLayout> =>
  isFactKind(recognised.layout.kind);

type ReadRow = (row: TableRow) => { row: unknown } | { rejected: RejectedImportRow } | null;

async function rowReader(
  recognised: Recognised,
  file: string,
  table: Table,
  options: ParseImportOptions,
  fileName: string,
): Promise<ReadRow> {
  const { kind } = recognised.layout;
  if (isFact(recognised)) {
    const factWidth = table.sheet === null ? recognised.width : Number.POSITIVE_INFINITY;
    return createListedRowReader(recognised.layout.kind, file, recognised, options.policy, factWidth);
  }
  if (kind === 'courses') return createCourseRowReader(file, recognised, options.policy);
  if (kind !== 'grades') return createRosterRowReader(kind as keyof RosterRows, file, recognised);
  const source = {
    file,
    ownerNo: transcriptStudentNo(recognised, options.studentNo, fileName),
    courses: await catalogueFor(recognised, options.courses, fileName),
  };
  const width = table.sheet === null ? recognised.width : Number.POSITIVE_INFINITY;
  const readers = createFieldReaders(options.policy);
  const read = createGradeRowReader(source, recognised, readers, width);
  const unused = recognised.mapping.flatMap(({ heading, field }, at) =>
    field === null && heading !== '' ? [{ heading, at }] : [],
  );
  return (row) => {
    const outcome = read(row);
    if (outcome === null || !('row' in outcome)) return outcome;
    const kept = unused.flatMap(({ heading, at }) => {
      const text = trimCell(row.cells[at] ?? '');
      return text === '' ? [] : [[heading, text] as const];
    });
    return kept.length === 0 ? outcome : { row: { ...outcome.row, extra: Object.fromEntries(kept) } };
  };
}
