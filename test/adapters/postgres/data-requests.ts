import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type StaffName, type TestDepartment, TODAY } from './department';

/** Requests of a teacher, the leader and an adviser, whom the leader answered, and one of student 1. */
export async function storeDataRequests(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const store = createStore(database, TEST_MASTER_KEYS);
  const asked = {
    kind: 'correction',
    field: 'other',
    was: '',
    wanted: '改一处',
    reason: '写错了',
    askedOn: TODAY,
    askedAt: NOW,
    dueOn: '2026-09-29',
  } as const;
  const ask = (name: StaffName) =>
    store.transaction(held.as(name), ({ dataRequests }) =>
      dataRequests.add({
        ...asked,
        ...{ id: ref('data request', name), personId: ref('person', name), studentId: null },
        identityCheck: null,
      }),
    );
  for (const name of ['teacher', 'leader', 'adviser1'] as const) await ask(name);
  await store.transaction(held.as('office'), ({ dataRequests }) =>
    dataRequests.add({
      ...asked,
      ...{ id: ref('data request', 'student'), personId: null, studentId: ref('student', '1') },
      identityCheck: 'student-card',
    }),
  );
  await store.transaction(held.as('leader'), async ({ dataRequests }) => {
    const request = await dataRequests.get(ref('data request', 'adviser1'));
    if (!request) throw new Error('no request');
    await dataRequests.answer(request, {
      id: ref('data request answer'),
      outcome: 'refused',
      reason: '以聘书为准',
      value: '',
      where: '',
      settledOn: TODAY,
      settledAt: NOW,
    });
  });
}
