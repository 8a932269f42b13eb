import { sendReminders } from '#core/application/send-reminders';
import { createTimer } from '../runtime/timer';
import { cloudSendDeps } from './deps';

export const main = createTimer('send', async (isTimeUp) => {
  const { failures, ...counts } = await sendReminders(await cloudSendDeps(), isTimeUp);
  return { counts, failures };
});
