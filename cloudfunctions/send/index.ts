import { checkTexts } from '#core/application/check-texts';
import { sendReminders } from '#core/application/send-reminders';
import { createTimer } from '../runtime/timer';
import { cloudSendDeps } from './deps';

const TEXTS_MS = 20_000;

export const main = createTimer('send', async (isTimeUp) => {
  const deps = await cloudSendDeps();
  // Few and short; the reminders get the rest of the time.
  const end = performance.now() + TEXTS_MS;
  const texts = await checkTexts(deps, () => isTimeUp() || performance.now() >= end);
  const { failures, ...counts } = await sendReminders(deps, isTimeUp);
  return {
    counts: { ...counts, texts: texts.checked, hints: texts.hints },
    failures: [...texts.failures, ...failures],
  };
});
