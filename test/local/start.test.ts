import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoState } from '../../local/page/state';
import { addressOf, runLocal, type StartProcess, stop } from './start-process';

let dataDir: string;
const started: StartProcess[] = [];
const run = (...args: [script: 'start' | 'reset', ...rest: string[]]): StartProcess => {
  const running = runLocal(dataDir, ...args);
  started.push(running);
  return running;
};

beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'start-'));
});
afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

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
  });
});
