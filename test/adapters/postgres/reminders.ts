import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { createTimerStore } from '#adapters/postgres/timer-store';
import { createWechatTokens } from '#adapters/postgres/wechat-tokens';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** A digest each for three people, one of them with a credit; a sweep that is done; a token. */
export async function storeReminders(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const line = (person: string) => `first-talk adviser 2026-09-17 before ${ref('person', person)}`;
  const one = { talks: 1, others: 0, overdue: 0 };
  await createTimerStore(database).transaction(
    { departmentId: held.id, today: TODAY },
    async ({ sweeps }) => {
      await sweeps.lock(TODAY);
      await sweeps.tell(
        [
          { caseId: ref('case', '1'), lines: `${line('adviser1')}\n${line('counselorA')}` },
          { caseId: ref('case', '2'), lines: line('adviser2') },
        ],
        TODAY,
      );
      const tally = new Map(['adviser1', 'counselorA', 'adviser2'].map((name) => [ref('person', name), one]));
      await sweeps.finish(TODAY, NOW, tally);
    },
  );
  await createStore(database, TEST_MASTER_KEYS).transaction(held.as('adviser1'), ({ reminders }) =>
    reminders.answer({
      id: ref('answer'),
      personId: ref('person', 'adviser1'),
      channel: 'once',
      answer: 'accepted',
      at: NOW,
    }),
  );
  await createWechatTokens(database).current(
    { departmentId: held.id, appId: 'wx', now: NOW },
    null,
    async () => ({
      token: ref('token'),
      expiresAt: '2026-09-14T03:00:00.000Z',
    }),
  );
}
