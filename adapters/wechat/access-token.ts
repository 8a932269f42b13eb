import type { Clock } from '#core/application/ports';
import type { AccessToken, WechatTokens } from '../postgres/wechat-tokens';
import { postJson, type WechatAnswer } from './post-json';
import type { WechatOptions } from './sign-in-code';

/** Renewed so long before it runs out: a request may be under way then. */
const MARGIN_SECONDS = 300;

/** The token could not be had; nothing was sent with it. `code`: what WeChat answered, where it did. */
export class TokenError extends Error {
  constructor(readonly code: number | null) {
    super('no access token');
    this.name = 'TokenError';
  }
}

export interface AccessTokens {
  /** @param refused a token that WeChat has just refused @throws TokenError */
  current(departmentId: string, refused?: string): Promise<string>;
}

/**
 * The mini-program's stable access token, kept in the database. WeChat gives the same token to everyone
 * who asks until it is nearly over, so several functions never end each other's.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
 */
export function createAccessTokens(
  options: WechatOptions & { readonly clock: Pick<Clock, 'now'>; readonly tokens: WechatTokens },
): AccessTokens {
  const { appId, appSecret, clock, tokens } = options;
  const ask = async (isForced: boolean): Promise<AccessToken> => {
    const { answer } = await postJson('/cgi-bin/stable_token', options, {
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      force_refresh: isForced,
    }).catch(() => ({ answer: null }));
    const token = answer?.access_token;
    const seconds = Number(answer?.expires_in);
    if (typeof token !== 'string' || token === '' || !(seconds > 0)) throw new TokenError(codeOf(answer));
    const life = Math.max(seconds - MARGIN_SECONDS, 1) * 1000;
    return { token, expiresAt: new Date(Date.parse(clock.now()) + life).toISOString() };
  };
  return {
    current: (departmentId, refused) =>
      tokens.current({ departmentId, appId, now: clock.now() }, refused ?? null, async () => {
        const given = await ask(false);
        // Refused although WeChat still gives it out: only a forced one helps, of which there are few a day.
        return given.token === refused ? ask(true) : given;
      }),
  };
}

/**
 * Tokens in the memory of one function, for where a transaction is open and a second one may not begin: the
 * stable token is the same for everyone who asks.
 */
export function createInstanceTokens(): WechatTokens {
  let kept: AccessToken | null = null;
  return {
    async current({ now }, refused, renew) {
      if (kept !== null && kept.token !== refused && kept.expiresAt > now) return kept.token;
      kept = await renew(kept?.token ?? '');
      return kept.token;
    },
  };
}

/** The token is the one thing to blame. */
const REFUSED = new Set([40001, 40014, 42001, 41001]);

/** Whether WeChat refused the token, and so did nothing. */
export const isTokenRefused = ({ errcode }: WechatAnswer): boolean => REFUSED.has(Number(errcode));

/**
 * Posts with the department's access token, a second time with another one where it was refused.
 *
 * @throws TokenError, and whatever `post` throws
 */
export async function postWithToken(
  tokens: AccessTokens,
  departmentId: string,
  post: (token: string) => Promise<WechatAnswer>,
): Promise<WechatAnswer> {
  const token = await tokens.current(departmentId);
  const first = await post(token);
  return isTokenRefused(first) ? post(await tokens.current(departmentId, token)) : first;
}

const codeOf = (answer: WechatAnswer | null): number | null =>
  typeof answer?.errcode === 'number' ? answer.errcode : null;
