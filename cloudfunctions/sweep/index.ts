import { sweepReminders } from '#core/application/sweep-reminders';
import { chinaClock } from '../runtime/clock';
import { sharedDatabase } from '../runtime/database';
import { createTimer } from '../runtime/timer';

export const main = createTimer('sweep', async (isTimeUp) => {
  const [database, { createTimerStore }] = await Promise.all([
    sharedDatabase(),
    import('#adapters/postgres/timer-store'),
  ]);
  const deps = { store: createTimerStore(database), clock: chinaClock };
  const { failures, ...counts } = await sweepReminders(deps, isTimeUp);
  return { counts, failures };
});
