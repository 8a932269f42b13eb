import { sql } from 'kysely';
import type { DecidedBefore, DecisionRecord } from '#core/application/ports';
import type { ScreeningResult } from '#core/domain/screening';
import { toTier } from './columns';
import { type Context, uuids } from './context';

/**
 * The newest decision of each student in a semester, with the answer decided on and the case it left.
 *
 * @param studentIds of whom; undefined: of everybody
 */
export async function decidedBefore(
  { db, actor }: Context,
  term: string,
  studentIds?: readonly string[],
): Promise<ReadonlyMap<string, DecidedBefore>> {
  const { rows } = await sql<Row>`
    select distinct on (decision.student_id)
      decision.student_id, decision.id, decision.proposal_id, decision.outcome, decision.tier,
      decision.decided_on, proposal.result, screening.term <> ${term} as is_earlier,
      support_case.tier as case_tier, support_case.term as case_term
    from xueye.decision
    join xueye.proposal on proposal.department_id = decision.department_id and proposal.id = decision.proposal_id
    join xueye.screening
      on screening.department_id = proposal.department_id and screening.id = proposal.screening_id
    left join xueye.support_case
      on support_case.department_id = decision.department_id and support_case.student_id = decision.student_id
      and support_case.term <= ${term} and support_case.status = 'open'
    where decision.department_id = ${actor.departmentId}::uuid
      and (screening.term = ${term} or (screening.term < ${term} and decision.case_id = support_case.id))
      ${studentIds === undefined ? sql`` : sql`and decision.student_id = ${uuids(studentIds)}`}
    order by decision.student_id, is_earlier, decision.decided_at desc, decision.ordinal desc, decision.id desc`.execute(
    db,
  );
  return new Map(
    rows.map((row) => [
      row.student_id,
      {
        decisionId: row.id,
        proposalId: row.proposal_id,
        // Written by `add` alone.
        result: row.result as ScreeningResult,
        wasDismissed: row.outcome === 'dismiss',
        outcome: row.outcome,
        tier: row.tier === null ? null : toTier(row.tier),
        on: row.decided_on,
        isEarlierDecision: row.is_earlier,
        caseTier: row.case_tier === null ? null : toTier(row.case_tier),
        isEarlierCase: row.case_term !== null && row.case_term < term,
      },
    ]),
  );
}

interface Row {
  readonly student_id: string;
  readonly id: string;
  readonly proposal_id: string;
  readonly outcome: DecisionRecord['outcome'];
  readonly tier: Parameters<typeof toTier>[0] | null;
  readonly decided_on: string;
  readonly result: unknown;
  readonly is_earlier: boolean;
  readonly case_term: string | null;
  readonly case_tier: Parameters<typeof toTier>[0] | null;
}
