import { call } from './api';
import { cloudConfig } from './config';
import { newId } from './platform';

export type TopUp =
  | { readonly kind: 'accepted'; readonly credits: number }
  /** Said no, switched messages off as a whole, or banned by WeChat. */
  | { readonly kind: 'rejected' | 'switched-off' | 'banned' };

/** The main switch of subscription messages is off on this phone. */
const SWITCHED_OFF = 20004;

/**
 * Asks for one message more. WeChat shows its question only inside a tap: nothing may be awaited before.
 *
 * @throws ApiError where the answer could not be noted
 */
export function askForReminder(): Promise<TopUp> {
  const templateId = cloudConfig.reminderTemplateId;
  return new Promise((resolve, reject) => {
    wx.requestSubscribeMessage({
      tmplIds: [templateId],
      success: (answers) => {
        const word: unknown = Reflect.get(answers, templateId);
        const answer = word === 'accept' ? 'accepted' : word === 'reject' ? 'rejected' : 'banned';
        call('reminders.subscribe', { id: newId(), answer }).then(
          ({ credits }) => resolve(answer === 'accepted' ? { kind: answer, credits } : { kind: answer }),
          reject,
        );
      },
      fail: ({ errCode }) => resolve({ kind: errCode === SWITCHED_OFF ? 'switched-off' : 'rejected' }),
    });
  });
}
