import { randomBytes } from 'node:crypto';

export interface StandInWechat {
  /** What `wx.login` would give this person's phone: a code for one sign-in within five minutes. */
  issueCode(openid: string): string;
  /** `GET /sns/jscode2session`, with WeChat's own error codes. */
  codeToSession(query: URLSearchParams): Readonly<Record<string, unknown>>;
}

export interface StandInOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly now?: () => number;
}

const CODE_LIFE_MS = 5 * 60 * 1000;

/** WeChat's server as far as sign-in goes, with its rules kept: a code works once, and not for long. */
export function openStandInWechat({ appId, appSecret, now = Date.now }: StandInOptions): StandInWechat {
  const codes = new Map<string, { readonly openid: string; readonly issuedAt: number; used: boolean }>();
  return {
    issueCode(openid) {
      for (const [code, { issuedAt }] of codes) if (now() - issuedAt > 2 * CODE_LIFE_MS) codes.delete(code);
      const code = randomBytes(16).toString('hex');
      codes.set(code, { openid, issuedAt: now(), used: false });
      return code;
    },
    codeToSession(query) {
      if (query.get('appid') !== appId) return { errcode: 40013, errmsg: 'invalid appid' };
      if (query.get('secret') !== appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
      const issued = codes.get(query.get('js_code') ?? '');
      if (!issued || now() - issued.issuedAt > CODE_LIFE_MS)
        return { errcode: 40029, errmsg: 'invalid code' };
      if (issued.used) return { errcode: 40163, errmsg: 'code been used' };
      issued.used = true;
      return { openid: issued.openid, session_key: randomBytes(16).toString('base64') };
    },
  };
}
