import type { DecisionRecord } from '#core/application/ports';
import { toTier } from './columns';
import type { Context } from './context';
import type { Opener } from './sealed-columns';

/** Decisions with who decided. */
export const selectDecisions = ({ db, actor }: Context) =>
  db
    .selectFrom('decision')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'decision.department_id')
        .onRef('person.id', '=', 'decision.decided_by'),
    )
    .leftJoin('person as owner', (join) =>
      join
        .onRef('owner.department_id', '=', 'decision.department_id')
        .onRef('owner.id', '=', 'decision.owner_id'),
    )
    .where('decision.department_id', '=', actor.departmentId)
    .selectAll('decision')
    .select(['person.name as decided_by_name', 'owner.name as owner_name']);

type DecisionColumns = Awaited<ReturnType<ReturnType<typeof selectDecisions>['executeTakeFirstOrThrow']>>;

/** Makes records of rows, with causes and reasons opened. */
export async function decisionReader({ sealed }: Context): Promise<(row: DecisionColumns) => DecisionRecord> {
  const opener = await sealed.toOpen();
  return (row) => toDecision(row, opener);
}

const toDecision = (row: DecisionColumns, opener: Opener): DecisionRecord => ({
  id: row.id,
  proposalId: row.proposal_id,
  studentId: row.student_id,
  caseId: row.case_id,
  outcome: row.outcome,
  tier: row.tier === null ? null : toTier(row.tier),
  difficulty: row.difficulty,
  // The JSON column holds what `addDecision` was given.
  causes: (opener.openJson('decision', 'causes', row.id, row.causes) ?? []) as DecisionRecord['causes'],
  causeNote: opener.open('decision', 'cause_note', row.id, row.cause_note),
  reason: opener.open('decision', 'reason', row.id, row.reason),
  decidedOn: row.decided_on,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
  decidedByName: row.decided_by_name,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  conferenceId: row.conference_id,
});
