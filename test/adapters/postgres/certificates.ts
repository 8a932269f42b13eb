import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import type { CertificateContent } from '#core/domain/service-certificate';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, SHA, type TestDepartment, TODAY } from './department';

/** Two certificates of the volunteer's: one of the confirmed session, withdrawn, and one that is valid. */
export async function storeCertificates(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const issuedBy = ref('person', 'counselorA');
  await createStore(database, TEST_MASTER_KEYS).transaction(
    held.as('counselorA'),
    async ({ certificates }) => {
      for (const key of ['ended', 'valid'] as const) {
        const serial = await certificates.nextSerial(2026);
        await certificates.add({
          id: ref('certificate', key),
          volunteerId: ref('person', 'volunteer'),
          year: 2026,
          serial,
          content: { number: `系志证〔2026〕${serial}号`, issuedOn: TODAY } as CertificateContent,
          contentHash: SHA,
          checkCode: 'K7QM2F4T9XWC',
          // A hash is found across departments.
          codeHash: `${serial}${ref('certificate', key).replaceAll('-', '')}`.padEnd(64, '0'),
          replaces: null,
          issuedBy,
          issuedAt: NOW,
          sessionIds: key === 'ended' ? [ref('session')] : [],
        });
        if (key === 'ended') {
          await certificates.end({
            certificateId: ref('certificate', key),
            kind: 'withdrawn',
            reason: '…',
            on: TODAY,
            at: NOW,
            by: issuedBy,
          });
        }
      }
    },
  );
}
