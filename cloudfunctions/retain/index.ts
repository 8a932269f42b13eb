import { randomBytes } from 'node:crypto';
import { createCloudbaseStorage } from '#adapters/storage/cloudbase-storage';
import { chinaClock } from '../runtime/clock';
import { cloudbaseOrigin, requireVariable } from '../runtime/environment';
import { sharedDatabase } from '../runtime/store';
import { createTimer } from '../runtime/timer';

/** The only function whose login owns the tables: what is past its time is removed, what is kept stays. */
export const main = createTimer('retain', async (isTimeUp) => {
  const [database, { runRetention }, { listDepartments }] = await Promise.all([
    sharedDatabase(),
    import('#adapters/postgres/retention'),
    import('#adapters/postgres/key-runs'),
  ]);
  const storage = createCloudbaseStorage({
    origin: cloudbaseOrigin(),
    apiKey: requireVariable('CLOUDBASE_API_KEY'),
    bucket: process.env.STORAGE_BUCKET || 'files',
    clock: chinaClock,
  });
  const failures: { error: unknown }[] = [];
  let removed = 0;
  let isFinished = true;
  for (const { id } of await listDepartments(database)) {
    const done = await runRetention(database, id, {
      today: chinaClock.today(),
      removeFile: storage.remove,
      pseudonym: () => `X${randomBytes(6).toString('hex')}`,
      isTimeUp,
    });
    removed += Object.values(done.removed).reduce((sum, count) => sum + count, 0);
    isFinished &&= done.isFinished;
    failures.push(...done.failures);
  }
  return { counts: { removed, isFinished }, failures };
});
