import { DomainError } from '#core/domain/errors';

export interface WechatOptions {
  readonly appId: string;
  readonly appSecret: string;
  /** `https://api.weixin.qq.com`; the local stand-in's elsewhere. */
  readonly origin?: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** Codes of WeChat that mean: ask `wx.login` again. */
const CODE_SPENT = new Set([40029, 40163]);
/** Codes of WeChat that pass by themselves: busy, too many calls a minute. */
const BUSY = new Set([-1, 45011]);
const TIMEOUT_MS = 5000;

/**
 * Exchanges a code of `wx.login` for the person's openid in this mini-program. The session key that
 * comes along is not kept: nothing here decrypts user data.
 *
 * @throws DomainError CODE_SPENT (used or older than 5 minutes), ACCOUNT_BLOCKED, WECHAT_BUSY
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session.html
 */
export async function exchangeSignInCode(code: string, options: WechatOptions): Promise<{ openid: string }> {
  const { appId, appSecret, origin = 'https://api.weixin.qq.com', fetch = globalThis.fetch } = options;
  const url = new URL(`${origin}/sns/jscode2session`);
  url.search = new URLSearchParams({
    appid: appId,
    secret: appSecret,
    js_code: code,
    grant_type: 'authorization_code',
  }).toString();

  let answer: unknown;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    answer = await response.json();
  } catch {
    // The error's text may hold the address, and the address holds the secret.
    throw busy();
  }
  const { openid, errcode } = answer as { readonly openid?: unknown; readonly errcode?: unknown };
  if (typeof openid === 'string' && openid !== '') return { openid };
  if (typeof errcode === 'number' && CODE_SPENT.has(errcode)) {
    throw new DomainError('CODE_SPENT', '微信登录已过期，请重试。');
  }
  if (errcode === 40226)
    throw new DomainError('ACCOUNT_BLOCKED', '微信限制了这个账号登录。请在微信中解除后重试。');
  if (typeof errcode === 'number' && BUSY.has(errcode)) throw busy();
  throw Object.assign(new Error('code2session refused'), { code: `WECHAT ${String(errcode)}` });
}

const busy = () => new DomainError('WECHAT_BUSY', '微信登录暂时没有回应，请稍后重试。');
