import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeWx, installWx } from '../wx';

const { app, cloud, done, refused, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

let phone: FakeWx;
let api: typeof import('../../../miniprogram/services/api');

beforeEach(async () => {
  phone = installWx();
  resetCloud();
  // As after a start of the app.
  vi.resetModules();
  api = await import('../../../miniprogram/services/api');
});
afterEach(() => vi.unstubAllGlobals());

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable('it did not fail'),
    (error: unknown) => error,
  );
const names = () => cloud.calls.map(({ name }) => name);

describe('a call', () => {
  it('names its action and input, and goes to the function that serves it', async () => {
    cloud.hasSession = true;
    await expect(api.call('students.archive', { studentId: 's' })).resolves.toEqual({ studentId: 's' });
    expect(cloud.calls).toEqual([
      { name: 'api', data: { action: 'students.archive', input: { studentId: 's' } } },
    ]);
  });

  it.each([
    ['session.me', 'api'],
    ['meeting.decide', 'api'],
    ['imports.upload', 'import'],
    ['imports.list', 'import'],
    ['papers.talk-record', 'papers'],
    ['papers.blank-talk-record', 'papers'],
  ] as const)('%s is served by %s', (action, name) => {
    expect(api.functionOf(action)).toBe(name);
  });

  it('says in which role one acts, and no longer after 退出', async () => {
    cloud.hasSession = true;
    api.actAs('office');
    await api.call('today.list', {});
    await api.signOut();
    await api.call('today.list', {});
    expect(cloud.calls.filter(({ name }) => name === 'api').map(({ data }) => data.as)).toEqual([
      'office',
      undefined,
      undefined,
    ]);
  });
});

describe('waiting', () => {
  const functions = (
    JSON.parse(readFileSync(new URL('../../../cloudbaserc.json', import.meta.url), 'utf8')) as {
      functions: readonly { name: string; timeout: number }[];
    }
  ).functions;
  const limitOf = (name: string) => (functions.find((known) => known.name === name)?.timeout ?? 0) * 1000;

  it.each([
    ['api', 'today.list'],
    ['import', 'imports.list'],
  ] as const)('%s may take the time that it has in the cloud, and not for ever', async (name, action) => {
    vi.useFakeTimers();
    try {
      cloud.hasSession = true;
      cloud.function = () => new Promise(() => undefined);
      const failure = failureOf(api.call(action, {}));
      let isOver = false;
      void failure.then(() => {
        isOver = true;
      });
      expect(limitOf(name)).toBeGreaterThan(0);
      await vi.advanceTimersByTimeAsync(limitOf(name) + 1000);
      expect(isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await failure).toMatchObject({ code: 'OFFLINE' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not cut short by the limit of the SDK', async () => {
    await api.call('today.list', {});
    const { timeout } = cloud.settings as { timeout: number };
    expect(timeout).toBeGreaterThan(Math.max(...functions.map((known) => known.timeout * 1000)));
  });
});

describe('signing in', () => {
  it('happens by itself where there is no session, and the very same call goes out again', async () => {
    await expect(api.call('students.archive', { studentId: 's' })).resolves.toEqual({ studentId: 's' });
    expect(names()).toEqual(['api', 'auth', 'api']);
    expect(cloud.calls[2]).toEqual(cloud.calls[0]);
    expect(cloud.calls[1]?.data).toEqual({ action: 'session.open', input: { code: 'code' } });
  });

  it('is shared by the calls of one page', async () => {
    await Promise.all([api.call('today.list', {}), api.call('session.me', {}), api.call('imports.list', {})]);
    expect(cloud.signIns).toBe(1);
    expect(names().filter((name) => name === 'auth')).toHaveLength(1);
  });

  it('is not done again for a refusal that comes back after another call has signed in', async () => {
    let refuseLate: (error: unknown) => void = () => undefined;
    const slow = new Promise((_, reject) => {
      refuseLate = reject;
    });
    cloud.hasSession = true;
    cloud.function = () => slow;
    const early = api.call('today.list', {});
    cloud.hasSession = false;
    cloud.function = (call) => done(call.data.action);
    await api.call('session.me', {});
    refuseLate({ code: 'ACCESS_TOKEN_EXPIRED' });
    await expect(early).resolves.toBe('today.list');
    expect(cloud.signIns).toBe(1);
    expect(cloud.signOuts).toBe(1);
  });

  it.each([
    'ACCESS_TOKEN_EXPIRED',
    'ACCESS_TOKEN_INVALID',
    'INVALID_ACCESS_TOKEN',
    'INVALID_CREDENTIALS',
    'UNAUTHENTICATED',
    'unauthenticated',
  ])('follows the refusal %s, thrown as a code, thrown as an error name, or answered', async (code) => {
    for (const thrown of [{ code }, { error: code }]) {
      cloud.hasSession = false;
      cloud.refusal = thrown;
      await expect(api.call('students.archive', { studentId: 's' })).resolves.toEqual({ studentId: 's' });
    }
    expect(cloud.signIns).toBe(2);
    let isFirst = true;
    cloud.function = (call) => {
      const answer = isFirst ? { code, message: 'no' } : done(call.data.input);
      isFirst = false;
      return answer;
    };
    await expect(api.call('students.archive', { studentId: 's' })).resolves.toEqual({ studentId: 's' });
    expect(cloud.signIns).toBe(3);
  });

  it('follows the server’s own SIGN_IN', async () => {
    cloud.hasSession = true;
    let isFirst = true;
    cloud.function = (call) => {
      const answer = isFirst ? refused('SIGN_IN', '请重新登录。') : done(call.data.input);
      isFirst = false;
      return answer;
    };
    await expect(api.call('students.archive', { studentId: 's' })).resolves.toEqual({ studentId: 's' });
    expect(cloud.signIns).toBe(1);
  });

  it('is tried once only: a session that is refused at once ends in a sentence', async () => {
    cloud.function = () => refused('SIGN_IN', '请重新登录。');
    const error = await failureOf(api.call('today.list', {}));
    expect(error).toMatchObject({ code: 'SIGN_IN', message: '登录没有成功，请退出小程序后重新进入。' });
    expect(names()).toEqual(['api', 'auth', 'api']);
  });

  it.each([
    ['WeChat gives no code', () => void (phone.loginCode = null), 'OFFLINE', '没有连上微信'],
    ['the ticket is not taken', () => void (cloud.isTicketTaken = false), 'SIGN_IN', '请稍后重试'],
    ['the SDK breaks', () => void (cloud.authFault = new Error('raw text')), 'SIGN_IN', '请稍后重试'],
    [
      'nobody knows the person',
      () => void (cloud.auth = () => refused('NOT_ACTIVATED', '您还没有开通。请联系系学工办。')),
      'NOT_ACTIVATED',
      '请联系系学工办',
    ],
    ['the function is closed', () => void (cloud.auth = () => refused('SIGN_IN', '')), 'SIGN_IN', '没有开放'],
  ])('where %s says so, and the next call tries anew', async (_, breakIt, code, words) => {
    breakIt();
    const error = await failureOf(api.call('today.list', {}));
    expect(error).toBeInstanceOf(api.ApiError);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(words);
    phone.loginCode = 'code';
    cloud.isTicketTaken = true;
    cloud.authFault = null;
    cloud.auth = () => done({ ticket: 'ticket' });
    await expect(api.call('today.list', {})).resolves.toEqual({});
  });
});

describe('a failure', () => {
  beforeEach(() => {
    cloud.hasSession = true;
  });

  it('of the server keeps code, sentence, field and request', async () => {
    cloud.function = () => refused('HELD_IN_FUTURE', '谈话日期不能晚于今天', 'heldOn');
    expect(await failureOf(api.call('today.list', {}))).toMatchObject({
      code: 'HELD_IN_FUTURE',
      message: '谈话日期不能晚于今天',
      field: 'heldOn',
      requestId: 'r-2',
    });
  });

  it.each([
    [new Error('request:fail timeout')],
    [new Error('{"code":"NETWORK_ERROR"}')],
    [{ code: 'NETWORK_ERROR', message: 'ECONNRESET 10.0.0.7' }],
    ['network is down'],
    [undefined],
  ])('on the way is OFFLINE, whatever the SDK throws: %o', async (thrown) => {
    cloud.function = () => {
      throw thrown;
    };
    expect(await failureOf(api.call('today.list', {}))).toMatchObject({
      code: 'OFFLINE',
      message: '没有连上服务器，内容没有丢。请检查网络后重试。',
    });
  });

  it.each([
    [{ result: { errorMessage: 'TypeError: x of undefined' }, requestId: 'r-9' }, 'r-9'],
    [
      { code: 'FUNCTION_TIME_LIMIT_EXCEEDED', message: 'stack of the function' },
      'FUNCTION_TIME_LIMIT_EXCEEDED',
    ],
    [{ result: 'a page of HTML' }, '无编号'],
    [null, '无编号'],
    [undefined, '无编号'],
  ])('of the function is INTERNAL with its number and nothing else: %o', async (answer, shown) => {
    cloud.function = () => answer;
    expect(await failureOf(api.call('today.list', {}))).toMatchObject({
      code: 'INTERNAL',
      message: `服务器没有完成这次请求（${shown}），请稍后重试。`,
    });
  });
});

describe('where the calls go', () => {
  it.each([
    ['develop', '127.0.0.1:8177', ['127.0.0.1:8177', 'http']],
    ['develop', 'evil.example:80', null],
    ['develop', undefined, null],
    ['trial', '127.0.0.1:8177', null],
    ['release', '127.0.0.1:8177', null],
  ] as const)('a %s version told of %s goes to %o', async (version, told, host) => {
    phone.envVersion = version;
    if (told !== undefined) phone.storage.set('local-host', told);
    await api.call('today.list', {});
    expect(cloud.host).toEqual(host);
  });
});

describe('activation', () => {
  it('binds this phone’s WeChat with a fresh code of its own, and signs in', async () => {
    await api.activate('T001', 'K7PM-4QTX-9FWH');
    expect(cloud.calls).toEqual([
      {
        name: 'auth',
        data: {
          action: 'session.activate',
          input: { workNo: 'T001', activationCode: 'K7PM-4QTX-9FWH', code: expect.any(String) },
        },
      },
    ]);
    expect(cloud.signIns).toBe(1);
    await api.call('today.list', {});
    expect(names()).toEqual(['auth', 'api']);
  });

  it('says what was wrong, at the field', async () => {
    cloud.auth = () => refused('ACTIVATION_WRONG', '激活码不对。', 'activationCode');
    expect(await failureOf(api.activate('T001', 'x'))).toMatchObject({
      code: 'ACTIVATION_WRONG',
      field: 'activationCode',
    });
    expect(cloud.signIns).toBe(0);
  });
});
