import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { createTimerStore } from '#adapters/postgres/timer-store';
import { createWechatTokens } from '#adapters/postgres/wechat-tokens';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** A digest each for three people, one of them with a credit; a sweep that is done; a token. */
export async function storeReminders(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const stage = (person: string, no: '1' | '2') =>
    ({
      personId: ref('person', person),
      caseId: ref('case', no),
      kind: 'first-talk',
      role: 'adviser',
      dueOn: '2026-09-17',
      stage: 'before',
    }) as const;
  await createTimerStore(database).transaction(
    { departmentId: held.id, today: TODAY },
    async ({ sweeps }) => {
      await sweeps.lock(TODAY);
      await sweeps.addStages(
        [stage('adviser1', '1'), stage('counselorA', '1'), stage('adviser2', '2')],
        TODAY,
      );
      await sweeps.finish(TODAY, NOW);
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
