import { chinaClock } from '../runtime/clock';
import { sharedDatabase } from '../runtime/database';
import { makePseudonym } from '../runtime/pseudonym';
import { openStorage } from '../runtime/storage';
import { createTimer } from '../runtime/timer';

/** The only function whose login owns the tables: what is past its time is removed, what is kept stays. */
export const main = createTimer('retain', async (isTimeUp) => {
  const [database, { runRetention }, { listDepartments }] = await Promise.all([
    sharedDatabase(),
    import('#adapters/postgres/retention'),
    import('#adapters/postgres/key-runs'),
  ]);
  const storage = openStorage();
  const failures: { error: unknown }[] = [];
  let removed = 0;
  let isFinished = true;
  for (const { id } of await listDepartments(database)) {
    const done = await runRetention(database, id, {
      today: chinaClock.today(),
      removeFile: storage.remove,
      pseudonym: makePseudonym,
      isTimeUp,
    });
    removed += Object.values(done.removed).reduce((sum, count) => sum + count, 0);
    isFinished &&= done.isFinished;
    failures.push(...done.failures);
  }
  return { counts: { removed, isFinished }, failures };
});
