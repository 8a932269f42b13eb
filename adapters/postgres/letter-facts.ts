import type { DutyFacts } from '#core/domain/duty-facts';
import { stepsOfDuty } from '#core/domain/warning-letter';
import { byCase } from './by-case';
import { type Context, uuids } from './context';

/** Steps of each case's letters for its duties; those of a withdrawn letter are none. */
export async function letterFactsOf(
  caseIds: readonly string[],
  { db, actor }: Context,
): Promise<(caseId: string) => DutyFacts['letters']> {
  const rows = await db
    .selectFrom('letter_step')
    .innerJoin('letter', (join) =>
      join
        .onRef('letter.department_id', '=', 'letter_step.department_id')
        .onRef('letter.id', '=', 'letter_step.letter_id'),
    )
    .where('letter_step.department_id', '=', actor.departmentId)
    .where('letter.case_id', '=', uuids(caseIds))
    .where('letter.state', '<>', 'withdrawn')
    .select(['letter.case_id as caseId', 'letter_step.state as to', 'letter_step.on_day as on'])
    .orderBy('letter_step.at')
    .orderBy('letter_step.ordinal')
    .execute();
  const rowsBy = byCase(rows);
  return (asked) => stepsOfDuty(rowsBy.get(asked) ?? []);
}
