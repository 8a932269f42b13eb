import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, runNode } from '../support/run-node';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'run-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The runner in a project without packages, with an npm that talks and installs a tsx of nothing. */
async function runInFreshClone(): Promise<Ended> {
  await mkdir(join(root, 'tools'));
  await copyFile(
    fileURLToPath(new URL('../../tools/run.mjs', import.meta.url)),
    join(root, 'tools', 'run.mjs'),
  );
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(root, 'answer.js'), `console.log('{"answer":42}')`);
  const npm = join(root, 'npm-cli.cjs');
  await writeFile(
    npm,
    `const { mkdirSync, writeFileSync } = require('node:fs');
     console.log('added 1 package');
     mkdirSync('node_modules/tsx', { recursive: true });
     writeFileSync('node_modules/tsx/package.json', '{"main":"index.js"}');
     writeFileSync('node_modules/tsx/index.js', '');`,
  );
  return runNode(['tools/run.mjs', 'answer.js'], { cwd: root, env: { npm_execpath: npm } });
}

describe('tools/run.mjs', () => {
  it('installs without a word on standard output, which belongs to the command', async () => {
    const { code, stdout, stderr } = await runInFreshClone();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"answer":42}\n' });
    expect(stderr).toContain('正在安装依赖');
    expect(stderr).toContain('added 1 package');
  });
});
