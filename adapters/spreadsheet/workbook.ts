import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { DomainError } from '#core/domain/errors';
import { checkArchive } from './archive';
import { createCellBudget } from './cell-budget';
import { MAX_CELL_LENGTH, MAX_ROWS } from './limits';
import type { Table, TableRow } from './table';

/** Excel keeps this many digits of a number; what it shows beyond is noise. */
const EXACT_DIGITS = 15;

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
    const tables: Table[] = [];
    for (const { name, index } of visible)
      tables.push({ sheet: name, rows: await readSheet(bytes, index, fileName) });
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

async function readSheet(bytes: Uint8Array, sheet: number, fileName: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  const budget = createCellBudget(fileName);
  for await (const { index, values } of streamXlsxRows(bytes, { sheet, maxRows: MAX_ROWS + 1 })) {
    const cells = withoutBlankEnd(values).map(cellText);
    budget.spend(cells);
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

/**
 * What the cell holds, as text. A number keeps the digits Excel keeps: 1.7000000000000002 is 1.7,
 * and a 学号 of more than 15 digits stored as a number is told by its exponent (its last digits are
 * already lost).
 */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string')
    return value.length > MAX_CELL_LENGTH ? value.slice(0, MAX_CELL_LENGTH) : value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Number.isInteger(value) && Math.abs(value) >= 10 ** EXACT_DIGITS) return value.toExponential();
  return String(Number(value.toPrecision(EXACT_DIGITS)));
}
