import { createHash } from 'node:crypto';
import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import type { ActorKey } from '#core/application/ports';
import { codeSecret } from '#core/domain/student-code';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, SHA, type TestDepartment, TODAY } from './department';

/** Rows of 学习计划 as their tables take them, about student 1 or 2, by whoever acts. */

export const planOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey, ordinal: number) => ({
  department_id: held.id,
  id: held.ref('new'),
  case_id: held.ref('case', no),
  student_id: held.ref('student', no),
  ordinal,
  reason: '改为重修',
  goal: '…',
  lines: [],
  steps: [],
  content_hash: SHA,
  author_id: actor.personId,
  author_role: actor.role,
  made_on: TODAY,
  made_at: NOW,
});

export const agreementOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  plan_id: held.ref('unsigned plan', no),
  student_id: held.ref('student', no),
  way: 'signature',
  content_hash: SHA,
  path: `${held.id}/signatures/new.svg`,
  file_hash: SHA,
  witness_id: actor.personId,
  agreed_on: TODAY,
  agreed_at: NOW,
});

export const reviewOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  plan_id: held.ref('plan', no),
  student_id: held.ref('student', no),
  held_on: TODAY,
  progress: [],
  note: '…',
  next: '',
  author_id: actor.personId,
  author_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});

export const adviceOf = (held: TestDepartment, no: '1' | '2', actor: ActorKey) => ({
  department_id: held.id,
  id: held.ref('new'),
  case_id: held.ref('case', no),
  student_id: held.ref('student', no),
  held_on: TODAY,
  advice: '…',
  author_id: actor.personId,
  author_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});

/** For each of students 1 and 2: a plan that is agreed to and one that is not yet, a review and advice, by the class's adviser; student 1 would change the second one. */
export async function storePlans(database: Database, held: TestDepartment): Promise<void> {
  const store = createStore(database, TEST_MASTER_KEYS);
  const { ref } = held;
  for (const no of ['1', '2'] as const) {
    const adviser = held.as(`adviser${no}`);
    const shared = { studentId: ref('student', no), authorId: adviser.personId };
    await store.transaction(adviser, async ({ studyPlans }) => {
      for (const [ordinal, name] of ['plan', 'unsigned plan'].entries()) {
        await studyPlans.add({
          ...shared,
          id: ref(name, no),
          caseId: ref('case', no),
          ordinal: ordinal + 1,
          reason: '改为重修',
          goal: '…',
          lines: [],
          steps: [],
          contentHash: SHA,
          madeOn: TODAY,
          madeAt: NOW,
        });
      }
      await studyPlans.addAgreement({
        id: ref('agreement', no),
        planId: ref('plan', no),
        studentId: ref('student', no),
        contentHash: SHA,
        path: `${held.id}/signatures/${no}.svg`,
        fileHash: SHA,
        witnessId: adviser.personId,
        agreedOn: TODAY,
        agreedAt: NOW,
      });
      const filed = { heldOn: TODAY, filedOn: TODAY, filedAt: NOW };
      await studyPlans.addReview({
        ...shared,
        ...filed,
        id: ref('review', no),
        planId: ref('plan', no),
        progress: [],
        note: '…',
        next: '',
      });
      await studyPlans.addAdvice({
        ...shared,
        ...filed,
        id: ref('advice', no),
        caseId: ref('case', no),
        advice: '…',
      });
    });
  }
  const code = '482915';
  const hash = createHash('sha256')
    .update(codeSecret('plan', ref('unsigned plan', '1'), code))
    .digest('hex');
  await store.transaction(held.as('adviser1'), ({ studyPlans }) =>
    studyPlans.keepCode(ref('unsigned plan', '1'), hash, '…', NOW, '2026-09-14T02:00:00.000Z'),
  );
  await store.answerPlan({
    provider: 'wechat',
    subject: ref('phone of a student'),
    studentNo: held.student('1').studentNo,
    code,
    answer: 'objected',
    wish: '换成周四',
    at: NOW,
    today: TODAY,
  });
}
