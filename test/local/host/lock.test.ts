import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, LockedError, lockHolder } from '../../../local/host/lock';

const root = path.resolve(import.meta.dirname, '../../..');
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lock-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** A second, real process that takes the lock and keeps it until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const script = `
    import { acquireLock } from '${path.join(root, 'local/host/lock.ts')}';
    acquireLock(${JSON.stringify(dataDir)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a data directory', () => {
  it('refuses a second process and names the pid that holds it', async () => {
    const child = await holdElsewhere();
    expect(() => acquireLock(dataDir)).toThrow(LockedError);
    expect(lockHolder(dataDir)).toBe(child.pid);
  });

  it('is taken over from a process that was killed', async () => {
    const child = await holdElsewhere();
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    expect(lockHolder(dataDir)).toBeNull();
    acquireLock(dataDir).release();
  });

  it('refuses this process itself a second time, until it is released', () => {
    const lock = acquireLock(dataDir);
    expect(() => acquireLock(dataDir)).toThrow(LockedError);
    lock.release();
    acquireLock(dataDir).release();
  });

  it.runIf(process.platform === 'linux')('tells a pid that came back from the one that took the lock', () => {
    const file = path.join(dataDir, 'lock');
    writeFileSync(file, JSON.stringify({ pid: process.pid, start: '1' }));
    acquireLock(dataDir);
    expect(JSON.parse(readFileSync(file, 'utf8')).start).not.toBe('1');
  });

  it('is not stopped by a lock file that is damaged', () => {
    writeFileSync(path.join(dataDir, 'lock'), 'not json');
    acquireLock(dataDir).release();
  });

  it('lets exactly one of many processes in, with a dead lock lying there', async () => {
    writeFileSync(path.join(dataDir, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, start: '1' }));
    const script = `
      import { acquireLock } from '${path.join(root, 'local/host/lock.ts')}';
      try { acquireLock(${JSON.stringify(dataDir)}); console.log('in'); setInterval(() => {}, 1000); }
      catch { console.log('out'); }`;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
          cwd: root,
        });
        children.push(child);
        const [data] = await once(child.stdout, 'data');
        return String(data).trim();
      }),
    );
    expect(answers.sort()).toEqual(['in', 'out', 'out', 'out']);
  });
});
