import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, type TestDepartment, TODAY } from './department';

/** A call that students 1 and 2 have answered; student 1 was accepted. */
export async function storeRecruiting(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const counselor = ref('person', 'counselorA');
  const store = createStore(database, TEST_MASTER_KEYS);
  await store.transaction(held.as('counselorA'), ({ recruiting }) =>
    recruiting.addCall(
      {
        id: ref('volunteer call'),
        term: '2026-2027-1',
        title: '招募学业帮扶志愿者',
        asks: '每周一次',
        training: [{ title: '守则', material: '', minutes: 30 }],
        closesOn: '2026-09-30',
        madeBy: counselor,
        madeOn: TODAY,
      },
      NOW,
    ),
  );
  for (const no of ['1', '2'] as const) {
    const { studentNo, name } = held.student(no);
    const outcome = await store.sendApplication({
      provider: 'wechat',
      subject: ref('phone of applicant', no),
      applicationId: ref('application', no),
      callId: ref('volunteer call'),
      studentNo,
      name,
      courses: [{ name: '遗传学', score: '91' }],
      free: ['2-4'],
      campus: '',
      contact: '微信',
      why: '愿意帮同学',
      at: NOW,
      today: TODAY,
    });
    if (outcome !== 'filed') throw new Error(outcome);
  }
  await store.transaction(held.as('counselorA'), ({ recruiting }) =>
    recruiting.addStep({
      id: ref('application step'),
      applicationId: ref('application', '1'),
      kind: 'accepted',
      on: TODAY,
      item: null,
      minutes: null,
      reason: '',
      told: '',
      at: NOW,
      by: counselor,
    }),
  );
}
