import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** `npm run check`: format and lint, types, who imports whom, nothing unused, no undeclared privacy interface. */
const root = path.resolve(import.meta.dirname, '..');
const STEPS = [
  ['biome', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['types: core', ['node_modules/typescript/bin/tsc', '-p', 'core']],
  ['types: mini-program', ['node_modules/typescript/bin/tsc', '-p', 'miniprogram']],
  ['types: the rest', ['node_modules/typescript/bin/tsc', '-p', '.']],
  [
    'imports',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'core',
      'adapters',
      'cloudfunctions',
      'miniprogram',
      'local',
      'tools',
      '--output-type',
      'err',
    ],
  ],
  ['unused', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['privacy interfaces', ['--import', 'tsx', 'tools/privacy-check.ts']],
] as const;

let failed = 0;
for (const [name, args] of STEPS) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [...args], { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} ${seconds} s`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
