import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exchangeSignInCode } from '#adapters/wechat/sign-in-code';
import { openStandInWechat, type StandInWechat } from '../../../local/wechat/stand-in';

let server: Server;
let origin: string;
let now = 0;
let wechat: StandInWechat;
/** What the server answers instead of the stand-in. */
let instead: unknown;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '', 'http://x');
    const answer = pathname === '/sns/jscode2session' ? (instead ?? wechat.codeToSession(searchParams)) : {};
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  now = 0;
  instead = undefined;
  wechat = openStandInWechat({ appId: 'app', appSecret: 'secret', now: () => now });
});

const exchange = (code: string, over: { appSecret?: string; origin?: string } = {}) =>
  exchangeSignInCode(code, { appId: 'app', appSecret: 'secret', origin, ...over });

describe('a code of wx.login', () => {
  it('names the person once', async () => {
    const code = wechat.issueCode('openid-1');
    expect(await exchange(code)).toEqual({ openid: 'openid-1' });
    await expect(exchange(code)).rejects.toMatchObject({ code: 'CODE_SPENT' });
  });

  it.each([
    [300_000, null],
    [300_001, 'CODE_SPENT'],
  ])('after %d ms is refused with %s', async (wait, refusal) => {
    const code = wechat.issueCode('openid-1');
    now = wait;
    const outcome = await exchange(code).then(
      () => null,
      (error) => error.code,
    );
    expect(outcome).toBe(refusal);
  });

  it('that was never given out is refused', async () => {
    await expect(exchange('invented')).rejects.toMatchObject({ name: 'DomainError', code: 'CODE_SPENT' });
  });

  it.each([-1, 45011])('asks to try again where WeChat is busy (%d)', async (errcode) => {
    instead = { errcode };
    await expect(exchange('x')).rejects.toMatchObject({ code: 'WECHAT_BUSY' });
  });

  it('of a blocked account is refused with its reason', async () => {
    instead = { errcode: 40226 };
    await expect(exchange('x')).rejects.toMatchObject({ code: 'ACCOUNT_BLOCKED' });
  });

  it('meets a wrong secret with a fault that does not repeat it', async () => {
    const fault = await exchange('x', { appSecret: 'wrong-secret' }).catch((error: Error) => error);
    expect(fault).toMatchObject({ name: 'Error', code: 'WECHAT 40125' });
    expect(JSON.stringify([String(fault), (fault as Error).stack])).not.toContain('wrong-secret');
  });

  it.each(['no json', '[]'])('meets an answer such as %s without an openid', async (answer) => {
    instead = answer;
    await expect(exchange('x')).rejects.toThrow();
  });

  it('asks to try again where nothing answers', async () => {
    await expect(exchange('x', { origin: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'WECHAT_BUSY',
    });
  });
});
