import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { NOW, type TestDepartment, TODAY } from './department';

/** Student 1 has a volunteer, a wish and a refusal of another one; the volunteer has a profile. */
export async function storePairings(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const counselor = ref('person', 'counselorA');
  await createStore(database).transaction(held.as('counselorA'), async ({ pairings }) => {
    await pairings.saveProfile(
      ref('person', 'volunteer'),
      {
        passed: [{ code: 'SK030101', name: '遗传学', score: 9100 }],
        free: ['2-4'],
        campus: '下沙校区',
        places: 1,
      },
      counselor,
      NOW,
    );
    await pairings.saveWish(
      ref('student', '1'),
      { free: ['2-4'], campus: null, classWish: null, askedOn: TODAY },
      counselor,
      NOW,
    );
    await pairings.add({
      id: ref('pairing'),
      caseId: ref('case', '1'),
      studentId: ref('student', '1'),
      volunteerId: ref('person', 'volunteer'),
      firstDay: TODAY,
      courses: [{ code: 'SK030101', name: '遗传学' }],
      agreedContact: '微信',
      because: '已通过遗传学（91）',
      madeBy: counselor,
      madeAt: NOW,
    });
    await pairings.addRefusal({
      id: ref('refusal'),
      studentId: ref('student', '1'),
      volunteerId: ref('person', 'former'),
      by: 'student',
      note: '',
      recordedBy: counselor,
      recordedOn: TODAY,
    });
  });
}
