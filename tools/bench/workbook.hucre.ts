import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';

const [path = ''] = process.argv.slice(2);
const startedAt = performance.now();
let rows = 0;
for await (const { values } of streamXlsxRows(await readFile(path), { sheet: 0 })) {
  if (values.length > 0) rows += 1;
}
console.log(JSON.stringify({ rows, ms: performance.now() - startedAt }));
