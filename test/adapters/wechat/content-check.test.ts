import { beforeEach, describe, expect, it } from 'vitest';
import { createContentCheck } from '#adapters/wechat/content-check';
import { openStandInMessages, type StandInMessages } from '../../../local/wechat/messages';

let wechat: StandInMessages;
let token = '';
let asked: { readonly openid: string; readonly content: string; readonly scene: number }[] = [];
/** Before the answer: what happens to a question. */
let meets: () => void;

const fetchOf = (async (_url: URL | RequestInfo, init?: RequestInit) => {
  const body = JSON.parse(String(init?.body));
  asked.push(body);
  meets();
  return Response.json(wechat.checkText(token, body));
}) as typeof fetch;

const newToken = (isForced: boolean) => {
  const { access_token } = wechat.stableToken({
    grant_type: 'client_credential',
    appid: 'app',
    secret: 'secret',
    force_refresh: isForced,
  });
  token = String(access_token);
  return token;
};

const check = (text: string, refused: string[] = []) =>
  createContentCheck({
    fetch: fetchOf,
    origin: 'http://wechat',
    tokens: {
      async current(_departmentId, old) {
        if (old !== undefined) refused.push(old);
        return newToken(old !== undefined);
      },
    },
  }).check({ departmentId: 'department', openid: 'openid-1', text });

beforeEach(() => {
  asked = [];
  meets = () => undefined;
  wechat = openStandInMessages({ appId: 'app', appSecret: 'secret', templateIds: [] });
});

describe('msgSecCheck', () => {
  it('asks in the name of whoever wrote, as a remark, and says what WeChat advises', async () => {
    expect(await check('讲了第三章')).toEqual({ kind: 'pass' });
    expect(asked).toEqual([{ version: 2, scene: 2, openid: 'openid-1', content: '讲了第三章' }]);
    expect(await check('【违规】')).toEqual({ kind: 'hit', advice: 'risky', label: 20006 });
    expect(await check('【待核】')).toEqual({ kind: 'hit', advice: 'review', label: 20006 });
  });

  it('asks about a long text in pieces that WeChat takes, and finds what is in the last', async () => {
    const long = '这是一句话。'.repeat(1000);
    expect(await check(`${long}【待核】`)).toMatchObject({ kind: 'hit' });
    expect(asked).toHaveLength(3);
    expect(asked.every(({ content }) => content.length <= 2500)).toBe(true);
    expect(asked.map(({ content }) => content).join('')).toBe(`${long}【待核】`);
  });

  it('asks once more with another token where the token was refused', async () => {
    const refused: string[] = [];
    let isFirst = true;
    meets = () => {
      if (isFirst) token = 'old';
      isFirst = false;
    };
    expect(await check('讲了第三章', refused)).toEqual({ kind: 'pass' });
    expect(refused).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it.each([
    [-1, { kind: 'retry', halts: false }],
    [44991, { kind: 'retry', halts: true }],
    [45009, { kind: 'retry', halts: true }],
    [45011, { kind: 'retry', halts: true }],
    [40003, { kind: 'missed', reason: 'recipient' }],
    [43104, { kind: 'missed', reason: 'recipient' }],
    [61010, { kind: 'missed', reason: 'recipient' }],
    [40129, { kind: 'missed', reason: 'request' }],
    [43302, { kind: 'missed', reason: 'request' }],
    [44002, { kind: 'missed', reason: 'request' }],
    [47001, { kind: 'missed', reason: 'request' }],
    [99999, { kind: 'missed', reason: 'other' }],
  ])('takes code %i for what it means', async (code, outcome) => {
    wechat.answerWith(code);
    expect(await check('讲了第三章')).toEqual({ ...outcome, code });
  });

  it('leaves to another time what was not answered, and says nothing of the text', async () => {
    meets = () => {
      throw new TypeError('fetch failed');
    };
    expect(await check('家里的事')).toEqual({ kind: 'retry', code: null, halts: false });
  });
});
