import { DomainError } from '#core/domain/errors';
import { type Archive, openArchive } from './archive';
import { type CellBudget, createCellBudget, tooManySheets, tooWide } from './cell-budget';
import { MAX_SHEETS } from './limits';
import { createSheetScanner, FormulaWithoutValue } from './sheet-scanner';
import type { Table, TableRow } from './table';
import {
  type Relationship,
  readDayStyles,
  readRelationships,
  readSheets,
  readStrings,
} from './workbook-parts';
import { ForeignXml } from './xml-text';

/**
 * Every visible sheet of an .xlsx as text, in one pass over each part that is needed. Every limit is held
 * where the bytes come out of the container, so memory is what the rows take.
 *
 * @throws DomainError FILE_BOMB, FILE_DAMAGED, FILE_FORMULA, FILE_KIND, FILE_MACRO, TABLE_TOO_LARGE
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<readonly Table[]> {
  try {
    return await readSheetsOf(await openArchive(bytes, fileName), fileName);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof FormulaWithoutValue) throw withoutValue(fileName);
    if (error instanceof ForeignXml) throw foreign(fileName);
    throw damaged(fileName);
  }
}

async function readSheetsOf(archive: Archive, fileName: string): Promise<readonly Table[]> {
  const own = readRelationships(await archive.text('_rels/.rels'), '');
  const workbook = own.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const slash = workbook.lastIndexOf('/');
  const folder = workbook.slice(0, Math.max(0, slash));
  const { sheets, is1904 } = readSheets(await archive.text(workbook));
  const links = readRelationships(
    await archive.text(`${folder}/_rels/${workbook.slice(slash + 1)}.rels`),
    folder,
  );
  const visible = sheets.flatMap(({ name, id, isHidden }) => {
    const link = links.find((one) => one.id === id && one.type === 'worksheet');
    return isHidden || !link ? [] : [{ name, part: link.part }];
  });
  if (visible.length > MAX_SHEETS) throw tooManySheets(fileName);
  const strings = await partOf(archive, links, 'sharedStrings', readStrings);
  const isDay = await partOf(archive, links, 'styles', readDayStyles);
  const budget = createCellBudget(fileName);
  const tables: Table[] = [];
  for (const { name, part } of visible) {
    const rows = await readSheet(archive, part, { strings, isDay, is1904 }, budget, fileName);
    tables.push({ sheet: name, rows });
  }
  return tables;
}

async function partOf<T>(
  archive: Archive,
  links: readonly Relationship[],
  type: string,
  read: (xml: string) => readonly T[],
): Promise<readonly T[]> {
  const part = links.find((link) => link.type === type)?.part;
  return part !== undefined && archive.has(part) ? read(await archive.text(part)) : [];
}

interface SheetContext {
  readonly strings: readonly string[];
  readonly isDay: readonly boolean[];
  readonly is1904: boolean;
}

async function readSheet(
  archive: Archive,
  part: string,
  context: SheetContext,
  budget: CellBudget,
  fileName: string,
): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  const scanner = createSheetScanner({
    ...context,
    onRow(row, cells) {
      budget.spend(cells, 0);
      rows.push({ row, cells });
    },
    onCells: (count) => budget.hold(count),
    onTooWide() {
      throw tooWide(fileName);
    },
  });
  await archive.stream(part, (block) => scanner.push(block));
  scanner.end();
  return rows;
}

const foreign = (fileName: string): DomainError =>
  new DomainError(
    'FILE_DAMAGED',
    `不能读取「${fileName}」：内容不是 Excel 或 WPS 写出的（含外部实体、异常编码，或没有写完），可能有害或已损坏。请重新导出。`,
    'fileName',
  );

const withoutValue = (fileName: string): DomainError =>
  new DomainError(
    'FILE_FORMULA',
    `不能读取「${fileName}」：有公式没有保存计算结果，读出来会是空白。请在 Excel 或 WPS 中打开并保存后再选择。`,
    'fileName',
  );

const damaged = (fileName: string): DomainError =>
  new DomainError(
    'FILE_DAMAGED',
    `「${fileName}」已损坏，或不是完整的 .xlsx 工作簿。请重新导出，或另存为 .csv。`,
    'fileName',
  );
