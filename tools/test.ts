import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm test`: builds, runs every test (end-to-end included), and closes with one line that counts
 * them. Arguments go to vitest.
 */
const root = path.resolve(import.meta.dirname, '..');
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;

const built = node('--import', 'tsx', 'tools/build/index.ts');
if (built !== 0) {
  console.log('构建失败，测试没有运行。\n0 passed, 1 failed');
  process.exit(1);
}

const folder = mkdtempSync(path.join(tmpdir(), 'tests-'));
const report = path.join(folder, 'report.json');
const status = node(
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
);

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}
let passed = 0;
let failed = 1;
try {
  const result = JSON.parse(readFileSync(report, 'utf8')) as Report;
  passed = result.numPassedTests;
  // A file that does not even load has no failed test of its own.
  failed = result.numFailedTests || (status === 0 ? 0 : Math.max(1, result.numFailedTestSuites));
} catch {
  console.log('测试没有写出结果。');
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(status === 0 && failed === 0 && passed > 0 ? 0 : 1);
