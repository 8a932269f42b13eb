import type { ContactFacts } from '#core/application/ports';
import { byCase } from './by-case';
import { type Context, uuids } from './context';

/** What the duties of cases are derived from, of calls, by case; one statement however many. */
export async function contactFactsOf(
  caseIds: readonly string[],
  { db, actor }: Context,
): Promise<(caseId: string) => ContactFacts> {
  const calls = await db
    .selectFrom('parent_call')
    .where('department_id', '=', actor.departmentId)
    .where('case_id', '=', uuids(caseIds))
    .select([
      'case_id as caseId',
      'id as callId',
      'called_on as on',
      'filed_on as filedOn',
      'author_role as by',
      'reached',
      'identity_passed as identityPassed',
      'doubt',
    ])
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
  const callsBy = byCase(calls);
  return (caseId) => ({
    calls: (callsBy.get(caseId) ?? []).map(({ callId, on, filedOn, by, reached, identityPassed, doubt }) => ({
      callId,
      on,
      filedOn,
      by,
      reached,
      verified: doubt === null && identityPassed === true,
    })),
  });
}
