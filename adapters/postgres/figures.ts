import { sql } from 'kysely';
import type { CaseWithFacts } from '#core/application/ports';
import type { FigureRepository } from '#core/application/ports/figures';
import { CRITERIA, type CriterionId } from '#core/domain/criterion';
import { selectCases, withFacts } from './cases';
import { toTier } from './columns';
import { type Context, uuids } from './context';

/** The meeting has taken the case back: its newest word on it is 不认定. */
const IS_TAKEN_BACK = sql<boolean>`coalesce((
  select decision.outcome = 'dismiss' from xueye.decision
  where decision.department_id = support_case.department_id and decision.case_id = support_case.id
  order by decision.decided_at desc, decision.ordinal desc, decision.id desc limit 1
), false)`;

export const figureRepository = (context: Context): FigureRepository<CaseWithFacts> => {
  const { db, actor } = context;
  return {
    async cases(term) {
      const rows = await selectCases(context)
        .where('support_case.term', '=', term)
        .where(sql<boolean>`not ${IS_TAKEN_BACK}`)
        .orderBy('student.student_no')
        .orderBy('support_case.opened_on')
        .orderBy('support_case.id')
        .execute();
      return withFacts(rows, context);
    },
    async criteria(caseIds) {
      const rows = await db
        .selectFrom('support_case')
        .innerJoin('proposal', (join) =>
          join
            .onRef('proposal.department_id', '=', 'support_case.department_id')
            .onRef('proposal.id', '=', 'support_case.proposal_id'),
        )
        .where('support_case.department_id', '=', actor.departmentId)
        .where('support_case.id', '=', uuids(caseIds))
        .select(['support_case.id as caseId', sql<Answers>`proposal.result -> 'criteria'`.as('criteria')])
        .execute();
      return new Map(
        rows.map(({ caseId, criteria }) => [caseId, CRITERIA.filter((id) => criteria[id] === 'met')]),
      );
    },
    async tally() {
      const { rows } = await sql<{ term: string; tier: '1'; classId: string | null; students: number }>`
        select newest.term, newest.tier, student.class_id as "classId", count(*)::int as students
        from (
          select distinct on (department_id, student_id, term) department_id, student_id, term, tier
          from xueye.support_case
          where department_id = ${actor.departmentId} and not ${IS_TAKEN_BACK}
          order by department_id, student_id, term, opened_on desc, id desc
        ) newest
        join xueye.student on student.department_id = newest.department_id and student.id = newest.student_id
        group by newest.term, newest.tier, student.class_id
        order by newest.term, newest.tier, student.class_id`.execute(db);
      return rows.map((row) => ({ ...row, tier: toTier(row.tier) }));
    },
  };
};

/** As `screenStudent` answered. */
type Answers = Readonly<Partial<Record<CriterionId, string>>>;
