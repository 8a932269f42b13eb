import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The folder whose package.json names WeChat's own packages: large, and installed only for this check. */
export const HEAVY_DIR = path.join(import.meta.dirname, 'compiler');

/** Loads one of them; types are told by the caller, since none are installed with the project. */
export const requireHeavy = createRequire(path.join(HEAVY_DIR, 'package.json'));

const stampFile = path.join(HEAVY_DIR, 'node_modules', '.locked');

const locked = (): string =>
  createHash('sha256')
    .update(readFileSync(path.join(HEAVY_DIR, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}-${process.versions.node.split('.')[0]}`)
    .digest('hex');

export const isInstalled = (): boolean =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === locked();

/** @throws Error with one sentence that names what the registry lacks or how it failed */
export async function installHeavy(): Promise<void> {
  const ofNpm = process.env.npm_execpath;
  const [command, ...before] =
    ofNpm !== undefined && path.basename(ofNpm).startsWith('npm') ? [process.execPath, ofNpm] : ['npm'];
  const args = [...before, 'ci', '--prefix', HEAVY_DIR, '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, args, {
    cwd: HEAVY_DIR,
    stdio: ['ignore', 'ignore', 'pipe'],
    // npm alone is a .cmd file on Windows, which only a shell runs.
    shell: process.platform === 'win32' && command === 'npm',
  });
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(sayInstallFailure(output));
  writeFileSync(stampFile, locked());
}

/** @param output what npm wrote to stderr */
export function sayInstallFailure(output: string): string {
  const name = (pattern: RegExp) => pattern.exec(output)?.[1];
  const missing =
    name(/No matching version found for (\S+?)\.?(?:\s|$)/) ??
    name(/404[^\n]*?'?((?:@[\w.-]+\/)?[\w.-]+@[\w.^~-]+)'?/);
  if (missing !== undefined) return `npm 软件源里没有 ${missing}，微信的编译器没有装上，检查没有进行。`;
  const unreachable = name(/\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT)\b/);
  if (unreachable !== undefined)
    return `连不上 npm 软件源（${unreachable}），微信的编译器没有装上，检查没有进行。`;
  const refused = name(/\b(E4\d\d|E5\d\d)\b/);
  if (refused !== undefined)
    return `npm 软件源拒绝了请求（${refused}），微信的编译器没有装上，检查没有进行。`;
  if (/\bENOSPC\b/.test(output)) return '磁盘空间不够，微信的编译器没有装上，检查没有进行。';
  const first = output.trim().split('\n')[0] ?? '';
  return `微信的编译器没有装上，检查没有进行：${first || 'npm 没有说明原因'}`;
}
