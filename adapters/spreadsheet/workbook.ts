import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { DomainError } from '#core/domain/errors';
import { checkArchive } from './archive';
import { type CellBudget, createCellBudget, tooManySheets } from './cell-budget';
import { cellText } from './cell-number';
import { MAX_ROWS, MAX_SHEETS } from './limits';
import type { Table, TableRow } from './table';

/**
 * Every visible sheet of an .xlsx as text.
 *
 * @throws DomainError FILE_BOMB, FILE_DAMAGED, FILE_KIND, TABLE_TOO_LARGE
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<readonly Table[]> {
  await checkArchive(bytes, fileName);
  try {
    const visible: { name: string; index: number }[] = [];
    await readXlsx(bytes, {
      sheets: ({ name, hidden, veryHidden }, index) => {
        if (!hidden && !veryHidden) visible.push({ name, index });
        return false;
      },
    });
    if (visible.length > MAX_SHEETS) throw tooManySheets(fileName);
    const budget = createCellBudget(fileName);
    const tables: Table[] = [];
    for (const { name, index } of visible)
      tables.push({ sheet: name, rows: await readSheet(bytes, index, budget) });
    return tables;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError(
      'FILE_DAMAGED',
      `「${fileName}」不是完整的 .xlsx 工作簿。请重新导出，或另存为 .csv。`,
      'fileName',
    );
  }
}

async function readSheet(bytes: Uint8Array, sheet: number, budget: CellBudget): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const { index, values } of streamXlsxRows(bytes, { sheet, maxRows: MAX_ROWS + 1 })) {
    const spread = values.length;
    const cells = withoutBlankEnd(values).map(cellText);
    budget.spend(cells, spread);
    rows.push({ row: index + 1, cells });
  }
  return rows;
}

/** Formatting reaches further than what is written. */
function withoutBlankEnd(values: CellValue[]): CellValue[] {
  let end = values.length;
  while (end > 0 && (values[end - 1] === null || values[end - 1] === '')) end--;
  values.length = end;
  return values;
}
