import type { SendOutcome } from '#core/application/ports';
import type { AccessTokens } from './access-token';
import { type AnswerTable, chineseDay, deliver, type Message } from './deliver';
import { postJson } from './post-json';
import type { WechatOptions } from './sign-in-code';

/** What both kinds of message need. */
export interface MessageOptions extends Pick<WechatOptions, 'origin' | 'fetch'> {
  readonly tokens: AccessTokens;
  /** Of the template that the account chose in WeChat's console. */
  readonly templateId: string;
  /** Names of the template's fields: the sentence (a `thing`), and the day (a `date`). */
  readonly fields: { readonly text: string; readonly day: string };
  /** Where a tap on the message leads. */
  readonly page: string;
  readonly timeoutMs?: number;
}

export interface SubscribeMessageOptions extends MessageOptions {
  /** Which version opens: `formal`, or `trial` and `developer` for testers. */
  readonly version?: 'formal' | 'trial' | 'developer';
}

/**
 * Every documented code.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const ANSWERS: AnswerTable = {
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

/** Sends a digest as a one-time subscription message. */
export function createSubscribeMessages(options: SubscribeMessageOptions) {
  const { tokens, templateId, fields, page, version = 'formal' } = options;
  return (message: Message): Promise<SendOutcome> =>
    deliver(message, { tokens, answers: ANSWERS }, async (token) => {
      const path = `/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(token)}`;
      const { answer } = await postJson(path, options, {
        touser: message.openid,
        template_id: templateId,
        page,
        miniprogram_state: version,
        lang: 'zh_CN',
        data: { [fields.text]: { value: message.text }, [fields.day]: { value: chineseDay(message.day) } },
      });
      return answer;
    });
}
