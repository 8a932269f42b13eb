import { readFile } from 'node:fs/promises';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { DomainError } from '#core/domain/errors';
import { policy2015 } from '#core/policies/index';

const [path = '', fileName = ''] = process.argv.slice(2);
// Loaded when a workbook comes: the host has it loaded.
await import('#adapters/spreadsheet/workbook');
const usedBefore = process.cpuUsage();
const refusal = await parseImport(await readFile(path), fileName, { policy: policy2015 }).then(
  () => null,
  (error: unknown) => error,
);
const { user, system } = process.cpuUsage(usedBefore);
const ms = (user + system) / 1000;
if (!(refusal instanceof DomainError)) throw new Error(`not refused: ${String(refusal)}`);
console.log(JSON.stringify({ code: refusal.code, message: refusal.message, ms }));
