import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import type { ActorKey } from '#core/application/ports';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** Rows about guardians and calls as their tables take them, about student 1 or 2, by whoever acts. */

export const entryOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  guardian_id: held.ref('new'),
  student_id: held.ref('student', no),
  ordinal: 1,
  name: '…',
  relation: 'father',
  phone: '…',
  address: '',
  preference: '',
  standing: 'reachable',
  is_preferred: false,
  source: 'school-file',
  reason: '',
  entered_by: actor.personId,
  entered_role: actor.role,
  entered_on: TODAY,
  entered_at: NOW,
});

export const callOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  case_id: held.ref('case', no),
  student_id: held.ref('student', no),
  called_on: TODAY,
  phone: '…',
  reached: false,
  failure: 'busy',
  who: '',
  told: '',
  answer: '',
  next: '',
  author_id: actor.personId,
  author_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});

export const waiverOf = (held: TestDepartment, actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  case_id: held.ref('case', '1'),
  student_id: held.ref('student', '1'),
  kind: 'phone-parents',
  reason: '…',
  waived_on: TODAY,
  waived_at: NOW,
  waived_by: actor.personId,
});

export const waiverEndOf = (held: TestDepartment, actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  waiver_id: held.ref('waiver', '1'),
  student_id: held.ref('student', '1'),
  reason: '…',
  ended_on: TODAY,
  ended_at: NOW,
  ended_by: actor.personId,
});

/** For each of students 1 and 2: a guardian and a call by the class's adviser, and a waiver by the leader, student 2's taken back. */
export async function storeGuardians(database: Database, held: TestDepartment): Promise<void> {
  const store = createStore(database, TEST_MASTER_KEYS);
  const { ref } = held;
  for (const no of ['1', '2'] as const) {
    const adviser = held.as(`adviser${no}`);
    const about = { studentId: ref('student', no), caseId: ref('case', no) };
    await store.transaction(adviser, async ({ guardians }) => {
      await guardians.addEntry({
        ...about,
        id: ref('entry', no),
        guardianId: ref('guardian', no),
        ordinal: 1,
        name: '…',
        relation: 'father',
        phone: '19900000001',
        address: '',
        preference: '',
        standing: 'reachable',
        isPreferred: false,
        source: 'school-file',
        reason: '',
        enteredBy: adviser.personId,
        enteredRole: 'adviser',
        enteredOn: TODAY,
        enteredAt: NOW,
      });
      await guardians.addCall({
        ...about,
        id: ref('call', no),
        calledOn: TODAY,
        phone: '19900000001',
        reached: false,
        failure: 'busy',
        who: '',
        identityPassed: null,
        doubt: null,
        told: '',
        answer: '',
        next: '',
        authorId: adviser.personId,
        authorRole: 'adviser',
        filedOn: TODAY,
        filedAt: NOW,
      });
    });
    await store.transaction(held.as('leader'), async ({ dutyWaivers }) => {
      await dutyWaivers.add({
        ...about,
        id: ref('waiver', no),
        kind: 'joint-meeting',
        role: null,
        until: null,
        reason: '…',
        waivedOn: TODAY,
        waivedAt: NOW,
        waivedBy: ref('person', 'leader'),
      });
      if (no === '1') return;
      await dutyWaivers.end({
        id: ref('waiver-end', no),
        waiverId: ref('waiver', no),
        studentId: ref('student', no),
        reason: '…',
        endedOn: TODAY,
        endedAt: NOW,
        endedBy: ref('person', 'leader'),
      });
    });
  }
}
