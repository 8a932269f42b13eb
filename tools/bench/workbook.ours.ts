import { readFile } from 'node:fs/promises';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { policy2015 } from '#core/policies/index';

const [path = ''] = process.argv.slice(2);
// Loaded when a workbook comes; the other program has its reader loaded, too.
await import('#adapters/spreadsheet/workbook');
const startedAt = performance.now();
const { rowsRead, rejected } = await parseImport(await readFile(path), '成绩.xlsx', { policy: policy2015 });
console.log(JSON.stringify({ rows: rowsRead, rejected: rejected.length, ms: performance.now() - startedAt }));
