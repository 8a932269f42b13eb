import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, median } from './measure';

const FUNCTIONS = fileURLToPath(new URL('../../dist/cloudfunctions', import.meta.url));
const RUNS = 15;
const QUICK_RUNS = 3;
const AIM = 1 / 3;

/** What a cold start pays before the first line of a handler: one `require` in a fresh process. */
const LOAD =
  "const t=performance.now();require(process.argv[1]);process.stdout.write('\\n'+JSON.stringify({ms:performance.now()-t,rssMb:process.resourceUsage().maxRSS/1024})+'\\n');process.exit(0)";

function load(file: string): { ms: number; rssMb: number } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', LOAD, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Load time of each function bundle against the vendor's SDK, medians of fresh processes. */
export const bundleLoad: Bench = async ({ isQuick }) => {
  if (!existsSync(FUNCTIONS)) throw new Error('dist/cloudfunctions 不存在，请先运行 npm run build');
  const names = readdirSync(FUNCTIONS).filter((name) => existsSync(join(FUNCTIONS, name, 'index.js')));
  const sdk = createRequire(import.meta.url).resolve('wx-server-sdk');
  const files = [sdk, ...names.map((name) => resolve(FUNCTIONS, name, 'index.js'))];
  const runs = isQuick ? QUICK_RUNS : RUNS;
  // The first pass warms the disk cache for all alike.
  for (const file of files) load(file);
  const figures = new Map(files.map((file) => [file, [] as { ms: number; rssMb: number }[]]));
  for (let run = 0; run < runs; run++) for (const [file, list] of figures) list.push(load(file));
  const msOf = (file: string) => median((figures.get(file) ?? []).map(({ ms }) => ms));
  return names.map((name, at) => {
    const file = files[at + 1] as string;
    return {
      name: `装载云函数 ${name}`,
      ours: msOf(file),
      peerName: 'wx-server-sdk',
      peer: msOf(sdk),
      aim: AIM,
      peakRss: Math.max(...(figures.get(file) ?? []).map(({ rssMb }) => rssMb)),
      aimRss: null,
    };
  });
};
