import { createHash } from 'node:crypto';
import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { codeSecret } from '#core/domain/student-code';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** Student 1 has a volunteer, a wish and a refusal of another one; the volunteer has a profile and two sessions, one confirmed. */
export async function storePairings(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const counselor = ref('person', 'counselorA');
  await createStore(database, TEST_MASTER_KEYS).transaction(held.as('counselorA'), async ({ pairings }) => {
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
      note: '时间合不上',
      recordedBy: counselor,
      recordedOn: TODAY,
    });
  });
  const store = createStore(database, TEST_MASTER_KEYS);
  const code = '482915';
  await store.transaction(held.as('volunteer'), async ({ help }) => {
    for (const [key, from] of [
      ['session', 480],
      ['open session', 600],
    ] as const) {
      await help.add({
        id: key === 'session' ? ref('session') : ref('session', 'open'),
        pairingId: ref('pairing'),
        volunteerId: ref('person', 'volunteer'),
        kind: 'held',
        heldOn: TODAY,
        from,
        to: from + 60,
        course: '遗传学',
        done: '第三章习题',
        next: '第四章',
        filedOn: TODAY,
        filedAt: NOW,
      });
    }
    const hash = createHash('sha256')
      .update(codeSecret('help', ref('session'), code))
      .digest('hex');
    await help.keepCode(ref('session'), hash, '2026-09-14T02:00:00.000Z');
  });
  await store.answerHelp({
    provider: 'wechat',
    subject: ref('phone of a student'),
    studentNo: held.student('1').studentNo,
    code,
    answer: 'confirmed',
    at: NOW,
    today: TODAY,
  });
  await store.sayHelpFeedback({
    provider: 'wechat',
    subject: ref('phone of a student'),
    studentNo: held.student('1').studentNo,
    helpful: 'yes',
    wish: '多讲例题',
    at: NOW,
    today: TODAY,
  });
  await store.transaction(held.as('counselorA'), ({ help }) =>
    help.review({
      id: ref('review'),
      sessionId: ref('session'),
      outcome: 'approved',
      note: '已核对',
      by: counselor,
      on: TODAY,
    }),
  );
}
