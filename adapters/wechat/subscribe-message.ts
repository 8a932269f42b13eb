import type { ReminderSender, SendOutcome } from '#core/application/ports';
import type { MessageReason } from '#core/domain/reminder-message';
import { type AccessTokens, TokenError } from './access-token';
import { postJson, type WechatAnswer, WechatUnreachable } from './post-json';
import type { WechatOptions } from './sign-in-code';

export interface SubscribeMessageOptions extends Pick<WechatOptions, 'origin' | 'fetch'> {
  readonly tokens: AccessTokens;
  /** Of the template that the account chose in WeChat's console. */
  readonly templateId: string;
  /** Names of the template's fields: the sentence (a `thing`), and the day (a `date`). */
  readonly fields: { readonly text: string; readonly day: string };
  /** Where a tap on the message leads. */
  readonly page: string;
  /** Which version opens: `formal`, or `trial` and `developer` for testers. */
  readonly version?: 'formal' | 'trial' | 'developer';
  readonly timeoutMs?: number;
}

/** The token is the one thing to blame. */
const TOKEN_REFUSED = new Set([40001, 40014, 42001, 41001]);

/**
 * What each documented code means for the message. Every code but 0 says that it did not go out; one
 * that is not listed fails, and the office sees its number.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const ANSWERS: Readonly<Record<number, Exclude<SendOutcome, { readonly kind: 'sent' }>>> = {
  [-1]: { kind: 'retry', reason: 'busy', halts: false },
  43101: { kind: 'refused', reason: 'unsubscribed' },
  43108: { kind: 'retry', reason: 'busy', halts: false },
  45009: { kind: 'retry', reason: 'quota', halts: true },
  45011: { kind: 'retry', reason: 'busy', halts: true },
  40003: { kind: 'failed', reason: 'recipient' },
  40037: { kind: 'failed', reason: 'template' },
  41028: { kind: 'failed', reason: 'template' },
  41029: { kind: 'failed', reason: 'template' },
  41030: { kind: 'failed', reason: 'template' },
  43107: { kind: 'failed', reason: 'banned' },
  45168: { kind: 'failed', reason: 'sensitive' },
  47003: { kind: 'failed', reason: 'values' },
};

/** Sends digests as one-time subscription messages. */
export function createSubscribeMessages(options: SubscribeMessageOptions): ReminderSender {
  const { tokens, templateId, fields, page, version = 'formal' } = options;
  const post = async (token: string, openid: string, text: string, day: string): Promise<WechatAnswer> => {
    const path = `/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(token)}`;
    const { answer } = await postJson(path, options, {
      touser: openid,
      template_id: templateId,
      page,
      miniprogram_state: version,
      lang: 'zh_CN',
      data: { [fields.text]: { value: text }, [fields.day]: { value: chineseDay(day) } },
    });
    return answer;
  };
  return {
    async send({ departmentId, openid, text, day }) {
      try {
        const token = await tokens.current(departmentId);
        const first = await post(token, openid, text, day);
        if (!TOKEN_REFUSED.has(Number(first.errcode))) return outcomeOf(first);
        // Refused before anything was done: once more with another one.
        const second = await post(await tokens.current(departmentId, token), openid, text, day);
        return outcomeOf(second);
      } catch (error) {
        if (error instanceof TokenError) return refusedToken(error.code);
        if (error instanceof WechatUnreachable) {
          return error.isCertainlyUnsent
            ? { kind: 'retry', reason: 'network', halts: false }
            : { kind: 'unknown', reason: 'no-answer' };
        }
        throw error;
      }
    },
  };
}

function outcomeOf(answer: WechatAnswer): SendOutcome {
  const code = answer.errcode;
  if (code === 0) return { kind: 'sent' };
  // JSON, but not WeChat's: something in between answered.
  if (typeof code !== 'number') return { kind: 'unknown', reason: 'no-answer' };
  if (TOKEN_REFUSED.has(code)) return refusedToken(code);
  return { ...(ANSWERS[code] ?? { kind: 'failed', reason: 'other' }), code };
}

/** Without a token nothing goes out to anybody. */
const refusedToken = (code: number | null): SendOutcome => ({
  kind: 'retry',
  reason: 'token' satisfies MessageReason,
  halts: true,
  ...(code === null ? {} : { code }),
});

/** 2026年9月18日, as a `date` field takes it. */
const chineseDay = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
