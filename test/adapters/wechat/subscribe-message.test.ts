import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '#adapters/postgres/database';
import { createWechatTokens } from '#adapters/postgres/wechat-tokens';
import { createAccessTokens } from '#adapters/wechat/access-token';
import { createDigestMessages } from '#adapters/wechat/digest-messages';
import { openStandInMessages, type StandInMessages } from '../../../local/wechat/messages';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { storeRoster, testDepartment } from '../postgres/department';

let opened: TestDatabase;
let database: Database;
let server: Server;
let origin: string;
let wechat: StandInMessages;
let now = 0;
let count = 0;
let departmentId = '';
/** How often each path was asked. */
let asked: Record<string, number> = {};
type Way = 'proper' | 'silent' | 'cut' | 'no-json' | 'other-json';
let ways: Record<string, Way> = {};
const sockets = new Set<Socket>();
/** Of the request that is waited for: its time is up when the server has decided not to answer it, no sooner. */
let patience = new AbortController();

const SEND = '/cgi-bin/message/subscribe/send';
const EMPLOYEE = '/cgi-bin/message/wxopen/employeerelationmsg/send';
const TOKEN = '/cgi-bin/stable_token';

beforeAll(async () => {
  opened = await openTestDatabase();
  database = opened.database;
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const body: unknown = JSON.parse(await readText(request));
    asked[pathname] = (asked[pathname] ?? 0) + 1;
    const token = searchParams.get('access_token');
    const answer =
      pathname === TOKEN
        ? wechat.stableToken(body)
        : pathname === EMPLOYEE
          ? wechat.sendToEmployee(token, body)
          : wechat.send(token, body);
    if (!(await wechat.pause())) return patience.abort();
    switch (ways[pathname] ?? 'proper') {
      case 'proper':
        return response.end(JSON.stringify(answer));
      case 'silent':
        return patience.abort();
      case 'cut':
        return request.socket.destroy();
      case 'no-json':
        return response.writeHead(502).end('<html>');
      case 'other-json':
        return response.writeHead(503).end('{"message":"busy"}');
    }
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  await opened.drop();
});
beforeEach(async () => {
  now = Date.parse('2026-09-18T00:00:00.000Z');
  asked = {};
  ways = {};
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    patience = new AbortController();
    return patience.signal;
  });
  wechat = openStandInMessages({
    appId: 'app',
    appSecret: 'secret',
    templateIds: ['template'],
    employeeTemplateId: 'employee-template',
    now: () => now,
  });
  const held = testDepartment(`messages ${count++}`);
  await storeRoster(database, held);
  departmentId = held.id;
});

afterEach(() => {
  vi.restoreAllMocks();
});

const senderOf = (
  over: { origin?: string; templateId?: string; appSecret?: string; employee?: null } = {},
) => {
  return createDigestMessages(OPTIONS(over));
};
const OPTIONS = (
  over: { origin?: string; templateId?: string; appSecret?: string; employee?: null } = {},
) => {
  const clock = { now: () => new Date(now).toISOString() };
  const options = { appId: 'app', appSecret: 'secret', origin, ...over };
  return {
    tokens: createAccessTokens({ ...options, clock, tokens: createWechatTokens(database) }),
    templateId: 'template',
    fields: { text: 'thing1', day: 'date2' },
    employee: { templateId: 'employee-template', fields: { text: 'thing3', day: 'date4' } },
    page: 'pages/today/today',
    timeoutMs: 400,
    ...options,
  };
};
const send = (sender = senderOf(), text = '您有3项谈话待完成', channel: 'employee' | 'once' = 'once') =>
  sender.send({ departmentId, openid: 'openid-1', channel, text, day: '2026-09-18' });

describe('a subscription message', () => {
  it('goes out once for each accept, and is refused after that', async () => {
    wechat.accept('openid-1', 'template');
    expect(await send()).toEqual({ kind: 'sent' });
    expect(wechat.list()).toMatchObject([
      { openid: 'openid-1', page: 'pages/today/today', values: ['您有3项谈话待完成', '2026年9月18日'] },
    ]);
    expect(await send()).toEqual({ kind: 'refused', reason: 'unsubscribed', code: 43101 });
    expect(wechat.list()).toHaveLength(1);
  });

  it.each([
    [-1, { kind: 'retry', reason: 'busy', halts: false }],
    [43108, { kind: 'retry', reason: 'busy', halts: false }],
    [45009, { kind: 'retry', reason: 'quota', halts: true }],
    [45011, { kind: 'retry', reason: 'busy', halts: true }],
    [40003, { kind: 'failed', reason: 'recipient' }],
    [40037, { kind: 'failed', reason: 'template' }],
    [41030, { kind: 'failed', reason: 'template' }],
    [43107, { kind: 'failed', reason: 'banned' }],
    [45168, { kind: 'failed', reason: 'sensitive' }],
    [47003, { kind: 'failed', reason: 'values' }],
    [99999, { kind: 'failed', reason: 'other' }],
  ])('answered with %s', async (code, outcome) => {
    wechat.accept('openid-1', 'template');
    wechat.answerWith(code);
    expect(await send()).toEqual({ ...outcome, code });
    expect(wechat.list()).toEqual([]);
  });

  it('keeps to the rules of its template', async () => {
    wechat.accept('openid-1', 'template');
    expect(await send(senderOf(), 'x'.repeat(21))).toMatchObject({ reason: 'values' });
    expect(await send(senderOf({ templateId: 'other' }))).toMatchObject({ reason: 'template' });
    expect(await send(senderOf(), 'x'.repeat(20))).toEqual({ kind: 'sent' });
  });

  it('is not begun at all where the template’s fields cannot hold it', () => {
    const options = { ...OPTIONS(), employee: null };
    expect(() => createDigestMessages({ ...options, fields: { text: 'phrase1', day: 'date2' } })).toThrow(
      'phrase1',
    );
    expect(() => createDigestMessages({ ...options, fields: { text: 'thing1', day: 'name2' } })).toThrow(
      'name2',
    );
  });

  it('that is answered slowly, but in time, went out', async () => {
    wechat.accept('openid-1', 'template');
    wechat.answerAfter(20);
    expect(await send()).toEqual({ kind: 'sent' });
  });

  it('that is answered too late is unknown, though WeChat has it', async () => {
    wechat.accept('openid-1', 'template');
    await send();
    wechat.accept('openid-1', 'template');
    wechat.answerAfter('never');
    expect(await send()).toEqual({ kind: 'unknown', reason: 'no-answer' });
    expect(AbortSignal.timeout).toHaveBeenLastCalledWith(OPTIONS().timeoutMs);
    expect(wechat.list()).toHaveLength(2);
  });

  it.each(['silent', 'cut', 'no-json', 'other-json'] as const)(
    'whose answer is %s may have gone out: nobody knows',
    async (way) => {
      wechat.accept('openid-1', 'template');
      ways = { [SEND]: way };
      expect(await send()).toEqual({ kind: 'unknown', reason: 'no-answer' });
      expect(asked[SEND]).toBe(1);
      expect(wechat.list()).toHaveLength(1);
    },
  );

  it('that found no connection did not go out', async () => {
    await send();
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    for (const nowhere of [`http://127.0.0.1:${port}`, 'http://nowhere.invalid']) {
      expect(await send(senderOf({ origin: nowhere })), nowhere).toEqual({
        kind: 'retry',
        reason: 'network',
        halts: false,
      });
    }
  });
});

describe('a message of the employee relation', () => {
  const toEmployee = (text?: string) => send(senderOf(), text, 'employee');

  it('goes out as often as need be while the relation stands, and is refused after that', async () => {
    wechat.employ('openid-1', true);
    expect(await toEmployee()).toEqual({ kind: 'sent' });
    expect(await toEmployee()).toEqual({ kind: 'sent' });
    expect(wechat.list()[0]).toMatchObject({
      openid: 'openid-1',
      templateId: 'employee-template',
      values: ['您有3项谈话待完成', '2026年9月18日'],
    });
    wechat.employ('openid-1', false);
    expect(await toEmployee()).toEqual({ kind: 'refused', reason: 'unsubscribed', code: 40256 });
    expect(wechat.list()).toHaveLength(2);
  });

  it.each([
    [-1, { kind: 'retry', reason: 'busy', halts: false }],
    [40097, { kind: 'failed', reason: 'values' }],
    [40257, { kind: 'failed', reason: 'recipient' }],
    [45009, { kind: 'retry', reason: 'quota', halts: true }],
    [99999, { kind: 'failed', reason: 'other' }],
  ])('answered with %s', async (code, outcome) => {
    wechat.employ('openid-1', true);
    wechat.answerWith(code);
    expect(await toEmployee()).toEqual({ ...outcome, code });
  });

  it('keeps to the rules of its template', async () => {
    wechat.employ('openid-1', true);
    expect(await toEmployee('x'.repeat(21))).toMatchObject({ reason: 'values', code: 40097 });
  });

  it('is not sent by a deployment without the relation', () => {
    expect(senderOf().channels).toEqual(['employee', 'once']);
    expect(senderOf({ employee: null }).channels).toEqual(['once']);
  });
});

describe('the access token', () => {
  beforeEach(() => {
    for (let i = 0; i < 10; i += 1) wechat.accept('openid-1', 'template');
  });

  it('is asked for once and kept', async () => {
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await send(senderOf())).toEqual({ kind: 'sent' });
    expect(asked[TOKEN]).toBe(1);
  });

  it('is asked for by one of many', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => send(senderOf())));
    expect(outcomes).toEqual(Array(5).fill({ kind: 'sent' }));
    expect(asked[TOKEN]).toBe(1);
  });

  it('is renewed before it runs out', async () => {
    await send();
    now += 2 * 3600 * 1000 - 200_000;
    expect(await send()).toEqual({ kind: 'sent' });
    expect(asked[TOKEN]).toBe(2);
    expect(asked[SEND]).toBe(2);
  });

  it('that another has ended is renewed once, and the message goes out once', async () => {
    await send();
    wechat.stableToken({
      grant_type: 'client_credential',
      appid: 'app',
      secret: 'secret',
      force_refresh: true,
    });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(asked).toEqual({ [TOKEN]: 2, [SEND]: 3 });
    expect(wechat.list()).toHaveLength(2);
  });

  it('that WeChat refuses although it gives it out is forced, and that only once', async () => {
    wechat.answerWith(40001);
    expect(await send()).toEqual({ kind: 'retry', reason: 'token', halts: true, code: 40001 });
    // Asked for, refused, asked for again and the same, forced, refused again.
    expect(asked).toEqual({ [TOKEN]: 3, [SEND]: 2 });
  });

  it.each(['silent', 'no-json'] as const)('that cannot be had (%s) sends nothing', async (way) => {
    ways = { [TOKEN]: way };
    const outcome = await createOutcome();
    expect(outcome).toEqual({ kind: 'retry', reason: 'token', halts: true });
    expect(asked[SEND]).toBeUndefined();
  });
  const createOutcome = () => send();

  it('of a wrong secret sends nothing, and says so', async () => {
    const outcome = await send(senderOf({ appSecret: 'wrong' }));
    expect(outcome).toEqual({ kind: 'retry', reason: 'token', halts: true, code: 40125 });
  });
});
