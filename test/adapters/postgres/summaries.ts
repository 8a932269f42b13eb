import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import type { SummaryContent } from '#core/domain/term-summary';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, SHA, type TestDepartment, TODAY } from './department';

const TERM = '2025-2026-2';

/** The office has written a summary, the leader signed it. */
export async function storeSummaries(database: Database, held: TestDepartment): Promise<void> {
  const { ref } = held;
  const store = createStore(database, TEST_MASTER_KEYS);
  await store.transaction(held.as('office'), ({ summaries }) =>
    summaries.addText({
      id: ref('summary text'),
      term: TERM,
      ordinal: 1,
      words: { achievements: '…', shortcomings: '…', plan: '…' },
      savedOn: TODAY,
      savedAt: NOW,
      savedBy: ref('person', 'office'),
    }),
  );
  await store.transaction(held.as('leader'), ({ summaries }) =>
    summaries.addSigned({
      id: ref('summary'),
      term: TERM,
      version: 1,
      content: {} as SummaryContent,
      contentHash: SHA,
      reason: '',
      signedOn: TODAY,
      signedAt: NOW,
      signedBy: ref('person', 'leader'),
    }),
  );
}

export const summaryTextRow = (department_id: string, id: string, by: string) => ({
  department_id,
  id,
  term: TERM,
  ordinal: 9,
  achievements: '',
  shortcomings: '',
  plan: '',
  saved_on: TODAY,
  saved_at: NOW,
  saved_by: by,
});

export const summaryRow = (department_id: string, id: string, by: string) => ({
  department_id,
  id,
  term: TERM,
  version: 9,
  content: '…',
  content_hash: SHA,
  reason: '…',
  signed_on: TODAY,
  signed_at: NOW,
  signed_by: by,
});
