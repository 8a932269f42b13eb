import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** The teacher has marked a lesson of student 1 and written a note on them. */
export async function storeFocus(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const common = {
    studentId: ref('student', '1'),
    offeringId: ref('offering'),
    teacherId: ref('person', 'teacher'),
    courseName: '遗传学',
  };
  await createStore(database, TEST_MASTER_KEYS).transaction(held.as('teacher'), async ({ focus, qa }) => {
    await focus.addLesson([
      {
        ...common,
        lessonId: ref('lesson'),
        heldOn: TODAY,
        attendance: 'late',
        answer: 'not-asked',
        homework: 'fine',
        filedOn: TODAY,
        filedAt: NOW,
      },
    ]);
    await focus.addNote({
      ...common,
      id: ref('focus note'),
      text: '上课认真。',
      notedOn: TODAY,
      notedAt: NOW,
    });
    for (const key of ['session', 'open session']) {
      await qa.add(
        {
          ...common,
          id: ref('qa', key),
          heldOn: TODAY,
          from: 1110,
          to: 1200,
          place: '生科楼 312',
          topic: '',
          announcedOn: TODAY,
          announcedAt: NOW,
        },
        [common.studentId],
      );
    }
    await qa.report(
      {
        sessionId: ref('qa', 'session'),
        outcome: 'held',
        others: 3,
        topics: '第三章习题',
        reportedOn: TODAY,
        reportedAt: NOW,
      },
      [common.studentId],
    );
  });
}

export const qaRow = (held: TestDepartment, teacherId: string) => ({
  department_id: held.id,
  id: held.ref('new'),
  offering_id: held.ref('offering'),
  teacher_id: teacherId,
  course_name: '遗传学',
  held_on: TODAY,
  from_minute: 600,
  to_minute: 660,
  place: '生科楼 312',
  topic: '',
  announced_on: TODAY,
  announced_at: NOW,
});

const rowOf = ({ id, ref }: TestDepartment, teacherId: string) => ({
  department_id: id,
  student_id: ref('student', '1'),
  offering_id: ref('offering'),
  teacher_id: teacherId,
  course_name: '遗传学',
});

export const markRow = (held: TestDepartment, teacherId: string) => ({
  ...rowOf(held, teacherId),
  lesson_id: held.ref('new'),
  held_on: TODAY,
  attendance: 'present',
  answer: 'not-asked',
  homework: 'fine',
  filed_on: TODAY,
  filed_at: NOW,
});

export const noteRow = (held: TestDepartment, teacherId: string) => ({
  ...rowOf(held, teacherId),
  id: held.ref('new'),
  text: '和上个月差不多。',
  noted_on: TODAY,
  noted_at: NOW,
});

/** What counselor A said to the volunteer of student 1, a draw of that pair and its check; the pair must be stored. */
export async function storeGuidance(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const store = createStore(database, TEST_MASTER_KEYS);
  await store.transaction(held.as('counselorA'), async ({ checks }) => {
    await checks.addDraw(
      {
        id: ref('draw'),
        seed: '0123456789abcdef0123456789abcdef',
        population: [ref('pairing')],
        size: 1,
        drawnOn: TODAY,
        drawnAt: NOW,
        drawnBy: ref('person', 'counselorA'),
      },
      [ref('pairing')],
    );
    await checks.addCheck({
      drawId: ref('draw'),
      pairingId: ref('pairing'),
      outcome: 'in-order',
      note: '',
      checkedOn: TODAY,
      checkedAt: NOW,
      checkedBy: ref('person', 'counselorA'),
    });
  });
  await store.transaction(held.as('counselorA'), ({ guidance }) =>
    guidance.add({
      id: ref('guidance'),
      pairingId: ref('pairing'),
      studentId: ref('student', '1'),
      volunteerId: ref('person', 'volunteer'),
      guidedOn: TODAY,
      guidance: '每周至少一次。',
      rating: 'good',
      remark: '',
      authorId: ref('person', 'counselorA'),
      filedOn: TODAY,
      filedAt: NOW,
    }),
  );
}

export const guidanceRow = ({ id, ref }: TestDepartment, authorId: string) => ({
  department_id: id,
  id: ref('new'),
  pairing_id: ref('pairing'),
  student_id: ref('student', '1'),
  volunteer_id: ref('person', 'volunteer'),
  guided_on: TODAY,
  guidance: '每周至少一次。',
  rating: 'good',
  remark: '',
  author_id: authorId,
  filed_on: TODAY,
  filed_at: NOW,
});

export const drawRow = ({ id, ref }: TestDepartment, drawnBy: string) => ({
  department_id: id,
  id: ref('new'),
  seed: '0123456789abcdef0123456789abcdef',
  population: [ref('pairing')],
  size: 1,
  drawn_on: TODAY,
  drawn_at: NOW,
  drawn_by: drawnBy,
});
