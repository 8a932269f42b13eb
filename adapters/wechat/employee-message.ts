import type { SendOutcome } from '#core/application/ports';
import { type AnswerTable, chineseDay, deliver, type Message } from './deliver';
import { postJson } from './post-json';
import type { MessageOptions } from './subscribe-message';

/**
 * The documented codes, with the common ones that a busy or exhausted account answers.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/laboruse/api_sendemployeerelationmsg
 */
const ANSWERS: AnswerTable = {
  [-1]: { kind: 'retry', reason: 'busy', halts: false },
  40097: { kind: 'failed', reason: 'values' },
  40256: { kind: 'refused', reason: 'unsubscribed' },
  40257: { kind: 'failed', reason: 'recipient' },
  45009: { kind: 'retry', reason: 'quota', halts: true },
  45011: { kind: 'retry', reason: 'busy', halts: true },
};

/** Sends a digest as a message of the employee relation (用工关系), to whoever is bound to it. */
export function createEmployeeMessages(options: MessageOptions) {
  const { tokens, templateId, fields, page } = options;
  return (message: Message): Promise<SendOutcome> =>
    deliver(message, { tokens, answers: ANSWERS }, async (token) => {
      const path = `/cgi-bin/message/wxopen/employeerelationmsg/send?access_token=${encodeURIComponent(token)}`;
      const data = {
        [fields.text]: { value: message.text },
        [fields.day]: { value: chineseDay(message.day) },
      };
      const { answer } = await postJson(path, options, {
        touser: message.openid,
        template_id: templateId,
        page,
        // JSON within JSON, as the interface asks for.
        data: JSON.stringify({ data }),
      });
      return answer;
    });
}
