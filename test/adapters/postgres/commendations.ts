import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { NOW, type TestDepartment, TODAY } from './department';

/** The volunteer was commended, which was taken back, and is commended again. */
export async function storeCommendations(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const decidedBy = ref('person', 'leader');
  await createStore(database).transaction(held.as('leader'), async ({ commendations }) => {
    for (const key of ['ended', 'standing'] as const) {
      await commendations.add({
        id: ref('commendation', key),
        term: '2026-2027-1',
        kind: 'person',
        title: '沈同学',
        reason: '认真负责',
        figures: { minutes: 60, sessions: 1, students: 1, recovered: 0 },
        decidedOn: TODAY,
        decidedAt: NOW,
        decidedBy,
        volunteerIds: [ref('person', 'volunteer')],
      });
    }
    await commendations.end({ id: ref('commendation', 'ended'), reason: '…', on: TODAY, by: decidedBy });
  });
}
