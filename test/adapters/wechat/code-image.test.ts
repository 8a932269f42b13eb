import { beforeEach, describe, expect, it } from 'vitest';
import { createAccessTokens, createInstanceTokens } from '#adapters/wechat/access-token';
import { createCodeImages } from '#adapters/wechat/code-image';
import { openStandInMessages, type StandInMessages } from '../../../local/wechat/messages';

const SECRETS = { appId: 'app', appSecret: 'secret' };
const SCENE = 'i-K7PM4QTX9FWHK7PM4QTX9FWHK7PM';
let wechat: StandInMessages;
let now: number;
let asked: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[];

const fetchOf = (async (input: URL | RequestInfo, init?: RequestInit) => {
  const { pathname, searchParams } = new URL(String(input));
  const body = JSON.parse(String(init?.body));
  asked.push({ path: pathname, body });
  if (pathname === '/cgi-bin/stable_token') return Response.json(wechat.stableToken(body));
  const answer = wechat.drawCode(searchParams.get('access_token'), body);
  return answer instanceof Uint8Array ? new Response(Buffer.from(answer)) : Response.json(answer);
}) as typeof fetch;

const images = (fields: Partial<Parameters<typeof createCodeImages>[0]> = {}, appSecret = 'secret') => {
  const options = { ...SECRETS, appSecret, origin: 'http://wechat', fetch: fetchOf };
  const clock = { now: () => new Date(now).toISOString() };
  const tokens = createAccessTokens({ ...options, clock, tokens: createInstanceTokens() });
  return createCodeImages({
    ...options,
    tokens,
    page: 'pages/sign-in/sign-in',
    version: 'release',
    ...fields,
  });
};

beforeEach(() => {
  now = Date.parse('2026-09-14T02:00:00.000Z');
  asked = [];
  wechat = openStandInMessages({ ...SECRETS, templateIds: [], now: () => now });
});

describe('getUnlimited', () => {
  it('asks for the page with the scene, and takes the picture', async () => {
    const { bytes, type } = await images().draw('department', SCENE);
    expect(type).toBe('png');
    expect(bytes.length).toBeGreaterThan(500);
    expect(asked.at(-1)).toEqual({
      path: '/wxa/getwxacodeunlimit',
      body: {
        scene: SCENE,
        page: 'pages/sign-in/sign-in',
        check_path: true,
        env_version: 'release',
        width: 430,
      },
    });
    expect(wechat.codes()).toEqual([{ scene: SCENE, page: 'pages/sign-in/sign-in' }]);
  });

  it('before the first release opens the trial version, whose page WeChat does not look for', async () => {
    await images({ version: 'trial' }).draw('department', SCENE);
    expect(asked.at(-1)?.body).toMatchObject({ check_path: false, env_version: 'trial' });
  });

  it('keeps its token, and gets another one where WeChat refuses it', async () => {
    const drawn = images();
    await drawn.draw('department', SCENE);
    await drawn.draw('department', SCENE);
    expect(asked.filter(({ path }) => path.endsWith('stable_token'))).toHaveLength(1);
    // Someone has forced another one.
    wechat.stableToken({
      grant_type: 'client_credential',
      appid: 'app',
      secret: 'secret',
      force_refresh: true,
    });
    await drawn.draw('department', SCENE);
    now += 7200_000;
    await drawn.draw('department', SCENE);
    expect(wechat.codes()).toHaveLength(4);
  });

  it.each([
    [-1, 'WECHAT_BUSY', /稍后重试/],
    [45009, 'WECHAT_BUSY', /一分钟/],
    [41030, 'INVITATION_REFUSED', /还没有发布.*WECHAT_CODE_VERSION/],
    [40097, 'INVITATION_REFUSED', /40097/],
  ])('says what code %i means', async (answer, code, message) => {
    wechat.answerWith(answer);
    await expect(images().draw('department', SCENE)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('says when the secret is wrong, and when nobody answers', async () => {
    await expect(images({}, 'wrong').draw('department', SCENE)).rejects.toMatchObject({
      code: 'INVITATION_REFUSED',
      message: expect.stringContaining('40125'),
    });
    const down = (async (input: URL | RequestInfo, init?: RequestInit) => {
      if (String(input).includes('getwxacodeunlimit')) throw new TypeError('fetch failed');
      return fetchOf(input, init);
    }) as typeof fetch;
    await expect(images({ fetch: down }).draw('department', SCENE)).rejects.toMatchObject({
      code: 'WECHAT_BUSY',
    });
  });
});
