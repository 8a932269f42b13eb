import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoClock, openDemoClock } from '../../../local/host/demo-clock';
import { demoRoutes } from '../../../local/host/demo-routes';

let folder: string;
let server: Server;
let origin: string;
let clock: DemoClock;
let resets: number;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  writeFileSync(path.join(folder, '成绩.csv'), 'rows');
  writeFileSync(path.join(folder, 'secret.json'), 'secret');
  clock = openDemoClock(folder);
  resets = 0;
  const route = demoRoutes({
    host: { clock, issueCode: (openid) => `code-of-${openid}` },
    facts: () => ({
      people: [{ workNo: '05011', name: '许佩兰', roles: ['office'], scope: '' }],
      samples: [{ name: '成绩.csv', note: '一个文件' }],
    }),
    samplesDir: folder,
    reset: async () => {
      resets += 1;
    },
  });
  server = createServer(async (request, response) => {
    const isAnswered = await route(request, response, new URL(request.url ?? '/', 'http://h'));
    if (!isAnswered) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const post = (what: string, body: unknown) =>
  fetch(`${origin}/demo/${what}`, { method: 'POST', body: JSON.stringify(body) });

describe('the demo’s own endpoints', () => {
  it('say who there is to be, and what day it is', async () => {
    expect(await (await fetch(`${origin}/demo/state`)).json()).toEqual({
      today: clock.today(),
      start: '2026-09-14',
      people: [{ workNo: '05011', name: '许佩兰', roles: ['office'], scope: '' }],
      samples: [{ name: '成绩.csv', note: '一个文件' }],
    });
  });

  it.each([
    ['05011', 200, { code: 'code-of-demo-05011' }],
    ['99999', 404, { message: '没有这个人' }],
    [undefined, 404, { message: '没有这个人' }],
  ])('give a sign-in code to %s: %d', async (workNo, status, answer) => {
    const response = await post('login', { workNo });
    expect([response.status, await response.json()]).toEqual([status, answer]);
  });

  it('move today, and refuse what is no day', async () => {
    expect(await (await post('today', { day: '2026-10-01' })).json()).toMatchObject({ today: '2026-10-01' });
    expect((await post('today', { day: '2026-02-30' })).status).toBe(400);
    expect((await post('today', {})).status).toBe(400);
    expect(clock.today()).toBe('2026-10-01');
  });

  it.each([
    [encodeURIComponent('成绩.csv'), 200],
    ['secret.json', 404],
    ['..%2Fsecret.json', 404],
  ])('hand out the sample %s: %d', async (name, status) => {
    expect((await fetch(`${origin}/demo/samples/${name}`)).status).toBe(status);
  });

  it('start over when asked to by POST only', async () => {
    expect((await fetch(`${origin}/demo/reset`)).status).toBe(404);
    expect(resets).toBe(0);
    expect((await post('reset', {})).status).toBe(200);
    expect(resets).toBe(1);
  });
});
