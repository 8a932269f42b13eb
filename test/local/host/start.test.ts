import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoState } from '../../../local/page/state';

const root = path.resolve(import.meta.dirname, '../../..');
let dataDir: string;
const children = new Set<ChildProcess>();

beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'start-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

function run(script: 'start' | 'reset', ...args: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', `local/${script}.ts`, ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
  });
  children.add(child);
  let text = '';
  const take = (chunk: unknown) => {
    text += String(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output: () => text, exit };
}

/** Resolves with the one address that a start prints. */
async function addressOf({ output, exit }: Run): Promise<string> {
  let isOver = false;
  void exit.then(() => {
    isOver = true;
  });
  for (;;) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0];
    if (address) return address;
    if (isOver) throw new Error(`ended without an address:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const stop = async ({ child, exit }: Run): Promise<number | null> => {
  child.kill('SIGTERM');
  return exit;
};

describe('npm start', () => {
  it('sets the demo up, refuses a second start, keeps the data, and is reset', async () => {
    const first = run('start', '--port', '0');
    const url = await addressOf(first);
    const state = (await (await fetch(`${url}/demo/state`)).json()) as DemoState;
    expect(state.today).toBe('2026-09-14');
    expect(new Set(state.people.flatMap(({ roles }) => roles))).toEqual(
      new Set(['leader', 'office', 'adviser', 'counselor', 'teacher', 'volunteer']),
    );
    expect(state.samples.map(({ name }) => name)).toContain('2025-2026-2学期成绩.xlsx');
    expect(await (await fetch(`${url}/`)).text()).toContain('学业帮扶');
    expect(await (await fetch(`${url}/app/`)).text()).toContain('runtime.js');
    for (const { name } of state.samples) {
      expect((await fetch(`${url}/demo/samples/${encodeURIComponent(name)}`)).status).toBe(200);
    }

    const second = run('start');
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(String(first.child.pid));
    const reset = run('reset');
    expect(await reset.exit).toBe(1);
    expect(reset.output()).toContain(String(first.child.pid));

    await fetch(`${url}/demo/today`, { method: 'POST', body: '{"day":"2026-10-08"}' });
    expect(await stop(first)).toBe(0);
    expect(existsSync(path.join(dataDir, 'lock'))).toBe(false);

    const again = run('start', '--port', '0');
    const kept = (await (await fetch(`${await addressOf(again)}/demo/state`)).json()) as DemoState;
    expect(kept.today).toBe('2026-10-08');
    expect(await stop(again)).toBe(0);

    expect(await run('reset').exit).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  }, 120_000);
});
