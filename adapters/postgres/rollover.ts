import { sql } from 'kysely';
import type { OldCaseKind, RolloverRepository } from '#core/application/ports';
import { fromStudents, STUDENT, toStudent, toTier } from './columns';
import type { Context } from './context';

export const rolloverRepository = (context: Context): RolloverRepository => {
  const { db, actor } = context;
  return {
    async counts(screeningId, term) {
      const rows = await selectOldCases(context, screeningId, term)
        .groupBy(KIND)
        .select([KIND.as('kind'), sql<number>`count(*)`.as('count')])
        .execute();
      const countOf = (asked: OldCaseKind) => rows.find(({ kind }) => kind === asked)?.count ?? 0;
      return { carry: countOf('carry'), close: countOf('close') };
    },
    async list({ screeningId, term, kind }, skip, limit) {
      const rows = await selectOldCases(context, screeningId, term)
        .where(KIND, '=', kind)
        .select([
          ...STUDENT,
          'support_case.id as caseId',
          'support_case.term as term',
          'support_case.tier as tier',
          'found.id as proposalId',
        ])
        .orderBy('student.student_no')
        .offset(skip)
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        caseId: row.caseId,
        student: toStudent(row),
        term: row.term,
        tier: toTier(row.tier),
        proposalId: row.proposalId,
      }));
    },
    async close(caseId, on, outcome, reason) {
      const { numUpdatedRows } = await db
        .updateTable('support_case')
        .set({ status: 'closed', closed_on: on, close_reason: reason, close_outcome: outcome })
        .where('department_id', '=', actor.departmentId)
        .where('id', '=', caseId)
        .where('status', '=', 'open')
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async outcomeOf(caseId) {
      const row = await db
        .selectFrom('support_case')
        .where('department_id', '=', actor.departmentId)
        .where('id', '=', caseId)
        .select('close_outcome')
        .executeTakeFirst();
      return row?.close_outcome ?? null;
    },
  };
};

/** What a screening's newest word on the student leaves to do. */
const KIND = sql<OldCaseKind>`case when found.standing in ('identified', 'cleared') and not found.is_decided then 'carry' else 'close' end`;

const selectOldCases = (context: Context, screeningId: string, term: string) =>
  fromStudents(context)
    .innerJoin('support_case', (join) =>
      join
        .onRef('support_case.department_id', '=', 'student.department_id')
        .onRef('support_case.student_id', '=', 'student.id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('proposal')
          .whereRef('proposal.department_id', '=', 'support_case.department_id')
          .whereRef('proposal.student_id', '=', 'support_case.student_id')
          .where('proposal.screening_id', '=', screeningId)
          .orderBy('proposal.revision', 'desc')
          .limit(1)
          .select([
            'proposal.id as id',
            'proposal.standing as standing',
            sql<boolean>`exists (select from xueye.decision where decision.department_id = proposal.department_id
              and decision.proposal_id = proposal.id)`.as('is_decided'),
          ])
          .as('found'),
      (join) => join.onTrue(),
    )
    .where('support_case.status', '=', 'open')
    .where('support_case.term', '<', term);
