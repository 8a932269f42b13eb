import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Ended, runNode } from '../../support/run-node';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export const TERM = ['--term', '2017-2018-2'];

/** The command as npm starts it, from a folder of its own that holds the test's files. */
export function useOffice() {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'office-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const file = async (name: string, content: Uint8Array | string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  const officeWith = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> =>
    runNode(['--import', 'tsx', 'tools/office/index.ts', ...args], {
      cwd: ROOT,
      env: { INIT_CWD: folder, ...env },
    });
  const office = (...args: readonly string[]): Promise<Ended> => officeWith({}, ...args);

  const screenJson = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await office('screen', ...args, '--format', 'json');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  };

  return { file, office, officeWith, screenJson };
}
