import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import type { ActorKey } from '#core/application/ports';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** Rows about meetings with parents as their tables take them, about student 1 or 2, by whoever acts. */

const HASH = 'c'.repeat(64);

export const meetingOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  case_id: held.ref('case', no),
  student_id: held.ref('student', no),
  kind: 'failed',
  on_day: TODAY,
  counted: [],
  content: 'x1.1.…',
  content_hash: HASH,
  author_id: actor.personId,
  author_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});

export const meetingSignatureOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  meeting_id: held.ref('meeting', no),
  student_id: held.ref('student', no),
  party: 'guardian',
  content_hash: HASH,
  path: 'signatures/new.svg',
  file_hash: HASH,
  witness_id: actor.personId,
  signed_on: TODAY,
  signed_at: NOW,
});

/** For each of students 1 and 2: a meeting held by the class's adviser, signed by the student. */
export async function storeMeetings(database: Database, held: TestDepartment): Promise<void> {
  const store = createStore(database, TEST_MASTER_KEYS);
  const { ref } = held;
  for (const no of ['1', '2'] as const) {
    const adviser = held.as(`adviser${no}`);
    await store.transaction(adviser, async ({ jointMeetings }) => {
      await jointMeetings.add({
        id: ref('meeting', no),
        caseId: ref('case', no),
        studentId: ref('student', no),
        on: TODAY,
        counted: ['student', 'adviser'],
        content: {
          kind: 'held',
          place: '系会议室',
          present: ['adviser', 'student'],
          guest: null,
          identityChecked: false,
          adviserName: '…',
          counselorName: '',
          sheet: { tier: '三级', outstandingCredits: '26', gpa: null, courses: [] },
          told: '…',
          ways: '…',
          agreed: '…',
          next: '',
        },
        contentHash: HASH,
        authorId: adviser.personId,
        authorRole: 'adviser',
        filedOn: TODAY,
        filedAt: NOW,
      });
      await jointMeetings.sign({
        id: ref('meeting signature', no),
        entryId: ref('meeting', no),
        studentId: ref('student', no),
        party: 'student',
        contentHash: HASH,
        path: `signatures/meeting-${no}.svg`,
        fileHash: HASH,
        witnessId: adviser.personId,
        signedOn: TODAY,
        signedAt: NOW,
      });
    });
  }
}
