import type { TodayList, TodoItem } from '#core/contract/index';
import { knownSince, readAhead } from './known';

/** More talks and reviews than anybody holds in a day; milliseconds. */
const MOST = 20;
const FRESH_MS = 6 * 3_600_000;
let reading = false;

/**
 * The forms of what is due, read while there is a signal, so that they open without one. One after another,
 * behind the page's back; the log says that they were read ahead.
 */
export async function readTodaysForms({ items }: Pick<TodayList, 'items'>): Promise<void> {
  if (reading) return;
  reading = true;
  try {
    for (const { target, section } of items.slice(0, MOST)) {
      if (section !== 'done') await readForm(target);
    }
  } finally {
    reading = false;
  }
}

async function readForm(target: TodoItem['target']): Promise<void> {
  if (target.page === 'help-log') {
    if (Date.now() - knownSince('pairings.mine', {}) >= FRESH_MS) await readAhead('pairings.mine', {}, {});
    return;
  }
  if (target.page !== 'talk-edit' && target.page !== 'plan-review' && target.page !== 'course-advice') return;
  const { caseId } = target;
  const action = target.page === 'talk-edit' ? 'talks.form' : 'plans.show';
  if (Date.now() - knownSince(action, { caseId }) < FRESH_MS) return;
  await readAhead(action, { caseId }, { isAhead: true });
}
