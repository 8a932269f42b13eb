import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoClock, openDemoClock } from '../../../local/host/demo-clock';
import { demoRoutes } from '../../../local/host/demo-routes';
import { openStandInMessages, type StandInMessages } from '../../../local/wechat/messages';

let folder: string;
let server: Server;
let origin: string;
let clock: DemoClock;
let resets: number;
let messages: StandInMessages;
let timerRuns: string[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  writeFileSync(path.join(folder, '成绩.csv'), 'rows');
  writeFileSync(path.join(folder, 'secret.json'), 'secret');
  clock = openDemoClock(folder);
  resets = 0;
  timerRuns = [];
  messages = openStandInMessages({ appId: 'app', appSecret: 'secret', templateIds: ['digest'] });
  const route = demoRoutes({
    host: {
      clock,
      issueCode: (openid) => `code-of-${openid}`,
      messages,
      runTimers: async () => {
        timerRuns.push(clock.today());
      },
    },
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
  it('run the morning’s timers when the day moves, and when asked', async () => {
    await post('today', { day: '2026-09-20' });
    await post('timers', {});
    expect(timerRuns).toEqual(['2026-09-20', '2026-09-20']);
    expect((await post('today', { day: 'tomorrow' })).status).toBe(400);
    expect(timerRuns).toHaveLength(2);
  });

  it('subscribe a person once for each accept, and show what arrived', async () => {
    expect((await post('subscribe', { workNo: '05011', templateIds: ['digest'] })).status).toBe(200);
    expect((await post('subscribe', { workNo: '99999', templateIds: ['digest'] })).status).toBe(404);
    expect((await post('subscribe', { workNo: '05011', templateIds: 'digest' })).status).toBe(404);
    const { access_token: token } = messages.stableToken({
      grant_type: 'client_credential',
      appid: 'app',
      secret: 'secret',
    });
    const send = () =>
      messages.send(String(token), {
        touser: 'demo-05011',
        template_id: 'digest',
        page: 'pages/today/today',
        data: { thing1: { value: '您有3项谈话待完成' }, date2: { value: '2026年9月20日' } },
      });
    expect([send().errcode, send().errcode]).toEqual([0, 43101]);
    expect((await (await fetch(`${origin}/demo/state`)).json()).messages).toEqual([
      { workNo: '05011', text: '您有3项谈话待完成', day: '2026年9月20日', page: 'pages/today/today' },
    ]);
  });

  it('say who there is to be, and what day it is', async () => {
    expect(await (await fetch(`${origin}/demo/state`)).json()).toEqual({
      today: clock.today(),
      start: '2026-09-14',
      messages: [],
      codes: [],
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
