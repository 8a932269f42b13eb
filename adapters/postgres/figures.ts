import { type RawBuilder, sql } from 'kysely';
import type { CaseWithFacts } from '#core/application/ports';
import type { FigureRepository } from '#core/application/ports/figures';
import { CRITERIA } from '#core/domain/criterion';
import type { GradeRow } from '#core/domain/grade-row';
import type { ScreeningResult } from '#core/domain/screening';
import { NO_PART } from '#core/domain/term-figures';
import type { LetterState } from '#core/domain/warning-letter';
import { selectCases, withFacts } from './cases';
import { toTier } from './columns';
import { type Context, uuids } from './context';
import { currentRows, toStored } from './grades';
import { selectSessions } from './help-sessions';

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
    async openings(caseIds) {
      const rows = await db
        .selectFrom('support_case')
        .innerJoin('proposal', (join) =>
          join
            .onRef('proposal.department_id', '=', 'support_case.department_id')
            .onRef('proposal.id', '=', 'support_case.proposal_id'),
        )
        .where('support_case.department_id', '=', actor.departmentId)
        .where('support_case.id', '=', uuids(caseIds))
        .select([
          'support_case.id as caseId',
          sql<ScreeningResult['criteria']>`proposal.result -> 'criteria'`.as('criteria'),
          sql<ScreeningResult['outstanding']>`proposal.result -> 'outstanding'`.as('outstanding'),
          sql<string>`proposal.result ->> 'outstandingCredits'`.as('outstandingCredits'),
          sql<string | null>`proposal.result ->> 'gpa'`.as('gpa'),
        ])
        .execute();
      return new Map(
        rows.map(({ caseId, criteria, ...answer }) => [
          caseId,
          { criteria: CRITERIA.filter((id) => criteria[id] === 'met'), ...answer },
        ]),
      );
    },
    async grades(studentIds) {
      const rows = await currentRows(context)
        .where('student_id', '=', uuids(studentIds))
        .selectAll()
        .orderBy('student_id')
        .orderBy('term')
        .orderBy('row_key')
        .execute();
      const byStudent = new Map<string, GradeRow[]>(studentIds.map((id) => [id, []]));
      for (const row of rows) byStudent.get(row.student_id)?.push(toStored(row).grade);
      return byStudent;
    },
    async talkers(caseIds) {
      const { rows } = await sql<{ caseId: string; personId: string; name: string; heldOn: string }>`
        select talk.case_id as "caseId", person.id as "personId", person.name, talk.held_on as "heldOn"
        from xueye.talk_in_force talk
        join xueye.person on person.department_id = talk.department_id
          and person.id in (talk.author_id, talk.joint_person_id)
        where talk.department_id = ${actor.departmentId} and talk.case_id = ${uuids(caseIds)} and talk.attended
        order by talk.held_on, talk.id, person.id`.execute(db);
      return rows;
    },
    letters: (caseIds) =>
      db
        .selectFrom('letter')
        .where('department_id', '=', actor.departmentId)
        .where('case_id', '=', uuids(caseIds))
        .where('state', '<>', 'withdrawn')
        .select(['case_id as caseId', sql<LetterState>`state`.as('state'), 'state_on as on'])
        .orderBy('drafted_on')
        .orderBy('id')
        .execute(),
    async sessions(caseIds) {
      const rows = await selectSessions(context)
        .innerJoin('pairing', (join) =>
          join
            .onRef('pairing.department_id', '=', 'help_session.department_id')
            .onRef('pairing.id', '=', 'help_session.pairing_id'),
        )
        .select(CASE_OF_DAY.as('caseId'))
        .where(CASE_OF_DAY, '=', uuids(caseIds))
        .orderBy('help_session.held_on')
        .orderBy('help_session.id')
        .execute();
      return rows.map(({ caseId, ...row }) => ({ ...row, caseId }));
    },
    async tally() {
      const { rows } = await sql<{ term: string; tier: '1'; classId: string | null; students: number }>`
        select newest.term, newest.tier, student.class_id as "classId", count(*)::int as students
        from ${newestCases(context)} newest
        join xueye.student on student.department_id = newest.department_id and student.id = newest.student_id
        group by newest.term, newest.tier, student.class_id
        order by newest.term, newest.tier, student.class_id`.execute(db);
      return rows.map((row) => ({ ...row, tier: toTier(row.tier) }));
    },
    async tallyPart(split, part) {
      if (split === 'cause') return tallyCause(part, context);
      const { rows } = await sql<{ term: string; classId: string | null; students: number }>`
        select newest.term, student.class_id as "classId", count(*)::int as students
        from ${newestCases(context)} newest
        join xueye.student on student.department_id = newest.department_id and student.id = newest.student_id
        where ${PART_FITS[split](part)}
        group by newest.term, student.class_id
        order by newest.term, student.class_id`.execute(db);
      return rows;
    },
  };
};

/** One case of each student and semester, as the figures count them. */
const newestCases = ({ actor }: Context) => sql`(
  select distinct on (department_id, student_id, term) department_id, student_id, term, tier, id, proposal_id
  from xueye.support_case
  where department_id = ${actor.departmentId} and not ${IS_TAKEN_BACK}
  order by department_id, student_id, term, opened_on desc, id desc
)`;

const PART_FITS: Readonly<Record<'tier' | 'class' | 'criterion', (part: string) => RawBuilder<boolean>>> = {
  tier: (part) => sql`newest.tier = ${part}`,
  class: (part) => (part === NO_PART ? sql`student.class_id is null` : sql`student.class_id::text = ${part}`),
  criterion: (part) => sql`exists (
    select from xueye.proposal
    where proposal.department_id = newest.department_id and proposal.id = newest.proposal_id
      and ${
        part === NO_PART
          ? sql`not exists (select from jsonb_each_text(proposal.result -> 'criteria') met where met.value = 'met')`
          : sql`proposal.result -> 'criteria' ->> ${part} = 'met'`
      }
  )`,
};

/** Causes are sealed: they are opened to be counted. */
async function tallyCause(part: string, context: Context) {
  const opener = await context.sealed.toOpen();
  const { rows } = await sql<{ term: string; classId: string | null; decisionId: string; causes: unknown }>`
    select newest.term, student.class_id as "classId", decided.id as "decisionId", decided.causes
    from ${newestCases(context)} newest
    join xueye.student on student.department_id = newest.department_id and student.id = newest.student_id
    cross join lateral (
      select decision.id, decision.causes from xueye.decision
      where decision.department_id = newest.department_id and decision.case_id = newest.id
      order by decision.decided_at desc, decision.ordinal desc, decision.id desc limit 1
    ) decided
    order by newest.term`.execute(context.db);
  return rows.flatMap(({ causes: kept, classId, decisionId, term }) => {
    const causes = (opener.openJson('decision', 'causes', decisionId, kept) ?? []) as readonly string[];
    const fits = part === NO_PART ? causes.length === 0 : causes.includes(part);
    return fits ? [{ term, classId, students: 1 }] : [];
  });
}

/** The newest case of the student that was opened by the day of the session. */
const CASE_OF_DAY = sql<string>`(
  select support_case.id from xueye.support_case
  where support_case.department_id = pairing.department_id and support_case.student_id = pairing.student_id
    and support_case.opened_on <= help_session.held_on
  order by support_case.opened_on desc, support_case.id desc limit 1
)`;
