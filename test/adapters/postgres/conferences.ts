import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, SHA, type TestDepartment, TODAY } from './department';

/** A 诊断会 goes on: adviser 1 is there and said something of student 1; student 3 is prepared. */
export async function storeConferences(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const store = createStore(database, TEST_MASTER_KEYS);
  const conferenceId = ref('conference');
  await store.transaction(held.as('leader'), async ({ conferences }) => {
    await conferences.add({
      id: conferenceId,
      screeningId: ref('screening'),
      heldOn: TODAY,
      openedBy: ref('person', 'leader'),
      openedAt: NOW,
    });
    await conferences.addMinutes({
      conferenceId,
      content: { screeningId: ref('screening'), heldOn: TODAY, members: [], decided: [], undecided: 0 },
      contentHash: SHA,
      signedOn: TODAY,
      signedAt: NOW,
      signedBy: ref('person', 'leader'),
    });
  });
  await store.transaction(held.as('adviser1'), async ({ conferences }) => {
    await conferences.mark(
      conferenceId,
      { personId: ref('person', 'adviser1'), role: 'adviser', isPresent: true },
      NOW,
    );
    await conferences.say({
      id: ref('view'),
      conferenceId,
      studentId: ref('student', '1'),
      memberId: ref('person', 'adviser1'),
      difficulty: 'attitude',
      remark: '…',
      saidAt: NOW,
    });
  });
  await store.transaction(held.as('office'), ({ conferences }) =>
    conferences.prepare({
      id: ref('prepared'),
      conferenceId,
      studentId: ref('student', '3'),
      proposalId: ref('proposal', '3'),
      content: null,
      preparedAt: NOW,
    }),
  );
}

export const conferenceRow = (department_id: string, held: TestDepartment, by: string) => ({
  department_id,
  id: held.ref('new'),
  screening_id: held.ref('screening'),
  held_on: TODAY,
  state: 'open',
  opened_by: by,
  opened_at: NOW,
});

export const memberRow = (department_id: string, held: TestDepartment, by: string, role: string) => ({
  department_id,
  conference_id: held.ref('conference'),
  person_id: by,
  role,
  is_present: true,
  marked_by: by,
  marked_at: NOW,
});

export const viewRow = (department_id: string, held: TestDepartment, by: string) => ({
  department_id,
  id: held.ref('new'),
  conference_id: held.ref('conference'),
  student_id: held.ref('student', '1'),
  member_id: held.ref('person', 'adviser1'),
  difficulty: 'ability',
  remark: 'x1.1.x',
  said_by: by,
  said_at: NOW,
});

export const preparedRow = (department_id: string, held: TestDepartment, by: string) => ({
  department_id,
  id: held.ref('new'),
  conference_id: held.ref('conference'),
  student_id: held.ref('student', '3'),
  proposal_id: held.ref('proposal', '3'),
  ordinal: 9,
  is_withdrawn: false,
  content: 'x1.1.x',
  prepared_by: by,
  prepared_at: NOW,
});
