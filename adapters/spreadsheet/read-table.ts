import { readDelimited } from './delimited';
import { fileKindOf, requireFileSize } from './file-kind';
import { readHtmlTables } from './html-table';
import { readJson } from './json-records';
import { readOldWorkbook } from './old-workbook';
import type { Table } from './table';

/**
 * Reads a .csv, .tsv, .json, .xls or .xlsx file into text rows: one table for a text file, one for each visible
 * sheet of a workbook.
 *
 * @throws DomainError where the file is no table, damaged, or past a limit (limits.ts)
 */
export async function readTable(bytes: Uint8Array, fileName: string): Promise<readonly Table[]> {
  requireFileSize(bytes.length, fileName);
  const kind = fileKindOf(bytes.subarray(0, 8192), fileName);
  if (kind === 'text') return [readDelimited(bytes, fileName)];
  if (kind === 'json') return [readJson(bytes, fileName)];
  if (kind === 'xls') return readOldWorkbook(bytes, fileName);
  if (kind === 'html') return readHtmlTables(bytes, fileName);
  // Only here: its packages take as long to load as a departmental text file to read.
  const { readWorkbook } = await import('./workbook');
  return readWorkbook(bytes, fileName);
}
