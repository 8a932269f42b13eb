import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { DEFAULT_WORDING } from '#core/domain/letter-wording';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, SHA, type TestDepartment, TODAY } from './department';

const addressee = { name: '家长', relation: '父亲', address: '某省某市某路 1 号', postcode: '310000' };

/** Student 1 has an approved letter, student 2 a draft; the department has a wording. */
export async function storeLetters(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const store = createStore(database, TEST_MASTER_KEYS);
  const office = ref('person', 'office');
  await store.transaction(held.as('office'), async ({ letters }) => {
    await letters.saveWording(
      { id: ref('wording'), wording: DEFAULT_WORDING, savedOn: TODAY, savedBy: office },
      NOW,
    );
    await letters.addTemplate(
      {
        id: ref('letter template'),
        fileName: '模板.docx',
        path: 'letter-templates/1.docx',
        sha256: SHA,
        savedOn: TODAY,
        savedBy: office,
      },
      NOW,
    );
    for (const no of ['1', '2'] as const) {
      await letters.add({
        id: ref('letter', no),
        caseId: ref('case', no),
        studentId: ref('student', no),
        addressee,
        draftedOn: TODAY,
        draftedAt: NOW,
        draftedBy: office,
        corrects: null,
      });
    }
    await letters.addStep(stepOf(ref('step', '2'), ref('letter', '2'), 'draft', office));
    await letters.addReceipt({
      id: ref('receipt'),
      letterId: ref('letter', '1'),
      path: 'referrals/1',
      contentType: 'image/jpeg',
      bytes: 9,
      addedOn: TODAY,
      addedBy: office,
    });
  });
  await store.transaction(held.as('leader'), async ({ letters }) => {
    const serial = await letters.nextSerial(2026);
    await letters.freeze(
      ref('letter', '1'),
      { number: `系学警〔2026〕${serial}号`, year: 2026, serial },
      {} as Parameters<typeof letters.freeze>[2],
      SHA,
    );
    await letters.addStep(stepOf(ref('step', '1'), ref('letter', '1'), 'approved', ref('person', 'leader')));
  });
}

const stepOf = (id: string, letterId: string, to: 'draft' | 'approved', by: string) => ({
  id,
  letterId,
  to,
  on: TODAY,
  at: NOW,
  by,
  mailNumber: null,
  note: '',
});
