import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import type { RejectedImportRow } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { GradeRow } from '#core/domain/grade-row';
import type { LayoutId } from '#core/domain/import-layout';
import type { Policy } from '#core/domain/policy';
import { type ScannedRow, scanRows } from './bulk-scanner';
import { type ByteDictionary, createByteDictionary } from './byte-dictionary';
import { catalogueFor, type ReadCourses } from './course-catalogue';
import { detectDelimiter, unclosedQuote } from './delimited';
import { createCellDecoder, detectEncoding, ENCODING_SAMPLE_BYTES } from './encoding';
import { isProblem, rejectRow } from './field-value';
import { fileKindOf, requireFileSize } from './file-kind';
import { assembleGrade, assembleSoundGrade, emptyValues, GRADE_FIELDS } from './grade-assembly';
import { createFieldReaders, type FieldValue } from './grade-fields';
import { isNoData, rejectField, surplusCell, transcriptStudentNo } from './grade-rows';
import { MAX_BULK_ROW_BYTES, MAX_TITLE_ROWS } from './limits';
import { parseImport } from './parse-import';
import { noRows, recognise, unknownLayout } from './recognise';

/** No cell's id. */
const NOT_READ = -2;

export interface StreamGradesOptions {
  readonly policy: Policy;
  /** Whose transcript it is, for layouts without a 学号 column. */
  readonly studentNo?: string;
  /** The course list, for layouts without a column of credits. */
  readonly courses?: ReadCourses;
  /** Name for rows and messages; the last part of the path where left out. */
  readonly fileName?: string;
}

export interface GradesSummary {
  readonly layout: LayoutId;
  /** Accepted and rejected rows; blank rows, totals and repeated headings are neither. */
  readonly rowsRead: number;
}

/**
 * Reads a grade file of any size row by row. A text file is never in memory as a whole, and each
 * distinct cell is decoded and judged once; a workbook goes the way of parseImport. Both ways give
 * the same rows, in file order.
 *
 * @throws DomainError where the file or its layout cannot be read; rows already given then stand for nothing
 */
export async function streamGrades(
  path: string,
  options: StreamGradesOptions,
  onRow: (row: GradeRow) => void,
  onRejected: (row: RejectedImportRow) => void,
): Promise<GradesSummary> {
  const fileName = options.fileName ?? basename(path);
  const fd = openFile(path, fileName);
  let size: number;
  try {
    size = fstatSync(fd).size;
    const head = Buffer.alloc(ENCODING_SAMPLE_BYTES);
    const bytes = head.subarray(0, readSync(fd, head, 0, head.length, 0));
    const isText = fileKindOf(bytes.subarray(0, 8192), fileName) === 'text';
    if (isText && !detectEncoding(bytes).encoding.startsWith('utf-16')) {
      return await streamText(fd, bytes, fileName, options, onRow, onRejected);
    }
  } finally {
    closeSync(fd);
  }
  requireFileSize(size, fileName);
  const { policy, studentNo, courses } = options;
  const parsed = await parseImport(await readFile(path), fileName, {
    kind: 'grades',
    policy,
    ...(studentNo === undefined ? {} : { studentNo }),
    ...(courses === undefined ? {} : { courses }),
  });
  if (parsed.kind !== 'grades') throw new Error('grades were asked for');
  for (const row of parsed.rows) onRow(row);
  for (const row of parsed.rejected) onRejected(row);
  return { layout: parsed.layout, rowsRead: parsed.rowsRead };
}

function openFile(path: string, fileName: string): number {
  try {
    const fd = openSync(path, 'r');
    if (fstatSync(fd).isFile()) return fd;
    closeSync(fd);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const isForbidden = code === 'EACCES' || code === 'EPERM';
    const why = isMissing ? '找不到这个文件' : isForbidden ? '没有读取权限' : `系统打不开它（${code}）`;
    throw new DomainError('FILE_MISSING', `不能读取「${fileName}」：${why}。`, 'fileName');
  }
  throw new DomainError('FILE_KIND', `不能读取「${fileName}」：这不是文件。`, 'fileName');
}

interface UsedColumn {
  /** Place among GRADE_FIELDS. */
  readonly index: number;
  readonly at: number;
  /** By the id of a cell: what it says. */
  readonly known: readonly FieldValue[];
  /** What a missing cell at the end of a short row means. */
  readonly blank: FieldValue;
  /** Of the row above: its cell's id, and whether that is a problem. */
  id: number;
  isProblem: boolean;
}

async function streamText(
  fd: number,
  head: Buffer,
  fileName: string,
  options: StreamGradesOptions,
  onRow: (row: GradeRow) => void,
  onRejected: (row: RejectedImportRow) => void,
): Promise<GradesSummary> {
  const { encoding, bomLength } = detectEncoding(head);
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const sample = new TextDecoder(encoding).decode(head.subarray(bomLength), { stream: true });
  const delimiter = detectDelimiter(sample);
  const cut = (text: string, preview: number) =>
    Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: false }).data;
  const top = cut(sample, MAX_TITLE_ROWS + 1).map((cells, index) => ({ row: index + 1, cells }));
  const recognised = recognise(top, 'grades');
  if (!recognised) throw unknownLayout(top, 'grades', fileName);
  const source = {
    file: fileName,
    ownerNo: transcriptStudentNo(recognised, options.studentNo, fileName),
    courses: await catalogueFor(recognised, options.courses, fileName),
  };

  const readers = createFieldReaders(options.policy);
  const decode = createCellDecoder(encoding);
  const columns: (ByteDictionary<FieldValue> | null)[] = new Array(recognised.width).fill(null);
  const used: UsedColumn[] = [];
  const values = emptyValues();
  for (const [index, field] of GRADE_FIELDS.entries()) {
    const at = recognised.columnOf(field);
    if (at < 0) continue;
    const dictionary = createByteDictionary<FieldValue>((bytes, from, to) =>
      readers[field](decode(bytes, from, to)),
    );
    columns[at] = dictionary;
    const blank = readers[field]('');
    used.push({ index, at, known: dictionary.values, blank, id: NOT_READ, isProblem: false });
  }
  const cellsOf = (scanned: ScannedRow) => cut(decoder.decode(scanned.bytes()), 1)[0] ?? [];
  const ids = new Int32Array(recognised.width);
  let rowsRead = 0;
  /** Among the values of the row. */
  let problems = 0;

  const end = scanRows({ fd, position: bomLength, delimiter, firstRow: 1, columns, ids }, (scanned) => {
    const { row } = scanned;
    if (row <= recognised.headingRow) return;
    if (scanned.cellCount > recognised.width) {
      const cells = cellsOf(scanned);
      const surplus = surplusCell(cells, recognised.width);
      if (surplus) {
        if (isNoData(cells, recognised)) return;
        rowsRead++;
        onRejected(rejectRow(fileName, row, surplus.column, surplus.value, surplus));
        return;
      }
    }
    for (let nth = 0; nth < used.length; nth++) {
      const column = used[nth] as UsedColumn;
      const id = ids[column.at] as number;
      // Most cells repeat the one above.
      if (id === column.id) continue;
      const value = id < 0 ? column.blank : (column.known[id] as FieldValue);
      if (column.isProblem) problems--;
      column.id = id;
      column.isProblem = isProblem(value);
      if (column.isProblem) problems++;
      values[column.index] = value;
    }
    const assemble = problems === 0 ? assembleSoundGrade : assembleGrade;
    const outcome = assemble(source, row, values);
    if ('studentNo' in outcome) {
      rowsRead++;
      onRow(outcome);
      return;
    }
    const cells = cellsOf(scanned);
    if (isNoData(cells, recognised)) return;
    rowsRead++;
    onRejected(rejectField(fileName, row, cells, outcome, recognised));
  });
  if (end.kind === 'unclosed-quote') throw unclosedQuote(fileName, end.row);
  if (end.kind === 'too-long') {
    const message = `「${fileName}」第 ${end.row} 行过长（超过 ${MAX_BULK_ROW_BYTES / 1024} KB 或列数过多）。请重新导出。`;
    throw new DomainError('FILE_DAMAGED', message, 'fileName');
  }
  if (rowsRead === 0) throw noRows(fileName);
  return { layout: recognised.layout.id, rowsRead };
}
