// Entry of the npm scripts on a fresh machine: plain Node, no dependency. Checks the Node version,
// installs the locked packages when they are missing or out of date, then runs a TypeScript file.
// usage: node tools/run.mjs FILE.ts [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const [script, ...args] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node 20.19 或更高版本，当前是 ${process.versions.node}。请从 Node.js 官网安装后重试。`);
  process.exit(1);
}

const stamp = path.join(root, 'node_modules', '.locked');
const locked = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .update(`${process.platform}-${process.arch}-${major}`)
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== locked) {
  // Standard output belongs to the command: `office … --format json` is read by programs.
  console.error('正在安装依赖（只在第一次或依赖有变化时）……');
  const ofNpm = process.env.npm_execpath;
  const [command, ...before] =
    ofNpm !== undefined && path.basename(ofNpm).startsWith('npm') ? [process.execPath, ofNpm] : ['npm'];
  const { status } = spawnSync(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['inherit', 2, 2],
    // npm alone is a .cmd file on Windows, which only a shell runs.
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) {
    console.error('依赖没有装上。请检查网络能否访问 npm 软件源，然后重试。');
    process.exit(1);
  }
  writeFileSync(stamp, locked);
}

const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
