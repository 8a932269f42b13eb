import { sql } from 'kysely';
import type {
  AgendaFilter,
  DecisionRecord,
  ProposalChange,
  ProposalRecord,
  ProposalRepository,
} from '#core/application/ports';
import type { AgendaGroup } from '#core/domain/agenda-group';
import type { ScreeningResult } from '#core/domain/screening';
import { STUDENT, tierColumn, toStudent, toTier } from './columns';
import { type Context, uuids } from './context';
import { decisionReader, selectDecisions } from './decisions';
import { decidedBefore } from './proposal-changes';

export const selectProposals = ({ db, actor }: Context) =>
  db
    .selectFrom('proposal')
    .innerJoin('student', (join) =>
      join
        .onRef('student.department_id', '=', 'proposal.department_id')
        .onRef('student.id', '=', 'proposal.student_id'),
    )
    .leftJoin('class', (join) =>
      join
        .onRef('class.department_id', '=', 'student.department_id')
        .onRef('class.id', '=', 'student.class_id'),
    )
    .select([
      'proposal.id',
      'proposal.screening_id as screeningId',
      'proposal.standing',
      'proposal.tier',
      'proposal.outstanding',
      'proposal.result',
      'proposal.change',
      ...STUDENT,
    ])
    .where('proposal.department_id', '=', actor.departmentId);

/** What screenings propose, frozen; decisions are only ever added. */
export const proposalRepository = (context: Context): ProposalRepository => {
  const { tx, db, actor } = context;
  const { departmentId } = actor;

  const withDecisions = async (
    rows: Awaited<ReturnType<ReturnType<typeof selectProposals>['execute']>>,
  ): Promise<readonly ProposalRecord[]> => {
    if (rows.length === 0) return [];
    const inForce = await decisionsInForce(rows.map(({ id }) => id));
    return rows.map((row) => ({
      id: row.id,
      screeningId: row.screeningId,
      student: toStudent(row),
      group: row.standing,
      tier: row.tier === null ? null : toTier(row.tier),
      outstanding: row.outstanding,
      // Written by `add` and `append` alone.
      result: row.result as ScreeningResult,
      decision: inForce.get(row.id) ?? null,
      change: row.change as ProposalChange | null,
    }));
  };

  /** The newest decision of each proposal. */
  const decisionsInForce = async (
    proposalIds: readonly string[],
  ): Promise<ReadonlyMap<string, DecisionRecord>> => {
    const rows = await selectDecisions(context)
      .distinctOn('decision.proposal_id')
      .where('decision.proposal_id', '=', uuids(proposalIds))
      .orderBy('decision.proposal_id')
      .orderBy('decision.ordinal', 'desc')
      .execute();
    const toDecision = await decisionReader(context);
    return new Map(rows.map((row) => [row.proposal_id, toDecision(row)]));
  };

  const proposal = async (proposalId: string): Promise<ProposalRecord | null> => {
    const found = await withDecisions(
      await selectProposals(context).where('proposal.id', '=', proposalId).execute(),
    );
    return found[0] ?? null;
  };

  /** The student's, since it is a student who has one open case; a proposal itself is never updated. */
  const lockStudent = async (studentId: string): Promise<void> => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`proposal:${studentId}`]);
  };

  return {
    async proposals(screeningId, filter, skip, limit, group) {
      const rows = await selectProposals(context)
        .where('proposal.screening_id', '=', screeningId)
        .where(STANDS)
        .where(BY_FILTER[filter])
        .$if(group !== undefined, (query) => query.where(COMES, '=', group ?? null))
        .orderBy('proposal.outstanding', 'desc')
        .orderBy('student.student_no')
        .offset(skip)
        .limit(limit)
        .execute();
      return withDecisions(rows);
    },
    waiting: (screeningId) =>
      db
        .selectFrom('proposal')
        .innerJoin('student', (join) =>
          join
            .onRef('student.department_id', '=', 'proposal.department_id')
            .onRef('student.id', '=', 'proposal.student_id'),
        )
        .where('proposal.department_id', '=', departmentId)
        .where('proposal.screening_id', '=', screeningId)
        .where(STANDS)
        .where(BY_FILTER.open)
        .select(['proposal.id as proposalId', 'proposal.student_id as studentId'])
        .orderBy('proposal.outstanding', 'desc')
        .orderBy('student.student_no')
        .execute(),
    async counts(screeningId) {
      const count = (filter: AgendaFilter) => sql<number>`count(*) filter (where ${BY_FILTER[filter]})`;
      const counted = await db
        .selectFrom('proposal')
        .select([
          count('open').as('open'),
          count('decided').as('decided'),
          count('change').as('change'),
          count('identified').as('identified'),
          count('near-miss').as('near-miss'),
          count('apart').as('apart'),
        ])
        .where('proposal.department_id', '=', departmentId)
        .where('proposal.screening_id', '=', screeningId)
        .where(STANDS)
        .executeTakeFirstOrThrow();
      return counted;
    },
    async groups(screeningId) {
      const counted = await db
        .selectFrom('proposal')
        .select(({ fn }) => [COMES.as('group'), fn.countAll<number>().as('count')])
        .where('proposal.department_id', '=', departmentId)
        .where('proposal.screening_id', '=', screeningId)
        .where(STANDS)
        .where(BY_FILTER.open)
        .groupBy(sql`1`)
        .execute();
      return new Map(counted.flatMap(({ group, count }) => (group === null ? [] : [[group, count]])));
    },
    decidedBefore: (term, studentIds) => decidedBefore(context, term, studentIds),
    proposal,
    async proposalsById(proposalIds) {
      const found = await withDecisions(
        await selectProposals(context).where('proposal.id', '=', uuids(proposalIds)).execute(),
      );
      return new Map(found.map((one) => [one.id, one]));
    },
    async position(proposalId) {
      // The next undecided one after it in the list, else the first before it.
      const [row] = await tx.query<{ index: number; of: number; nextProposalId: string | null }>(
        `with asked as (
           select screening_id, standing, change_kind from xueye.proposal
           where department_id = $1 and id = $2
         ), listed as (
           select p.id, p.change_kind, row_number() over (order by p.outstanding desc, s.student_no) as index
           from xueye.proposal p
           join xueye.student s on s.department_id = p.department_id and s.id = p.student_id
           join asked on asked.screening_id = p.screening_id
           -- One list for what waits, whichever way it came on it; the others by themselves.
           where p.department_id = $1
             and case when p.standing = 'cleared' then 'identified' else p.standing end
               = case when asked.standing = 'cleared' then 'identified' else asked.standing end
             and (p.change_kind is not distinct from 'settled') = (asked.change_kind is not distinct from 'settled')
             and (p.id = $2 or not exists (
               select from xueye.proposal later
               where later.department_id = p.department_id and later.screening_id = p.screening_id
                 and later.student_id = p.student_id and later.revision > p.revision
             ))
         ), here as (
           select index from listed where id = $2
         )
         select here.index, (select count(*) from listed) as of, (
           select l.id from listed l
           where l.id <> $2 and l.change_kind is distinct from 'settled' and not exists (
             select from xueye.decision d where d.department_id = $1 and d.proposal_id = l.id
           )
           order by l.index < here.index, l.index
           limit 1
         ) as "nextProposalId"
         from here`,
        [departmentId, proposalId],
      );
      if (!row) throw new Error('the proposal is not there');
      return row;
    },
    async proposalOf(screeningId, studentId) {
      const found = await withDecisions(
        await selectProposals(context)
          .where('proposal.screening_id', '=', screeningId)
          .where('proposal.student_id', '=', studentId)
          .where(STANDS)
          .execute(),
      );
      return found[0] ?? null;
    },
    async append(screeningId, { id, student, group, tier, outstanding, result, change = null }) {
      await lockStudent(student.id);
      await tx.query(
        `insert into xueye.proposal (
           department_id, id, screening_id, student_id, revision, standing, tier, outstanding, result,
           change_kind, change
         )
         select $1, $2, $3, $4, coalesce(max(revision), 1) + 1, $5, $6, $7, $8, $9, $10
         from xueye.proposal
         where department_id = $1 and screening_id = $3 and student_id = $4`,
        [
          departmentId,
          id,
          screeningId,
          student.id,
          group,
          tier === null ? null : tierColumn(tier),
          outstanding,
          JSON.stringify(result),
          change?.kind ?? null,
          change && JSON.stringify(change),
        ],
      );
    },
    async lockProposal(proposalId) {
      const found = await proposal(proposalId);
      if (!found) return null;
      await lockStudent(found.student.id);
      return proposal(proposalId);
    },
    async addDecision(decision) {
      const sealer = await context.sealed.toSeal();
      const { id } = decision;
      const added = await tx.query(
        `insert into xueye.decision (
           department_id, id, proposal_id, student_id, ordinal, case_id, outcome, tier, difficulty, causes,
           cause_note, reason, decided_on, decided_at, decided_by, owner_id, conference_id
         )
         select $1, $2, $3, $4, coalesce(max(ordinal), 0) + 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
         from xueye.decision
         where department_id = $1 and proposal_id = $3
         on conflict (department_id, id) do nothing
         returning id`,
        [
          departmentId,
          decision.id,
          decision.proposalId,
          decision.studentId,
          decision.caseId,
          decision.outcome,
          decision.tier === null ? null : tierColumn(decision.tier),
          decision.difficulty,
          JSON.stringify(sealer.sealJson('decision', 'causes', id, decision.causes)),
          sealer.seal('decision', 'cause_note', id, decision.causeNote),
          sealer.seal('decision', 'reason', id, decision.reason),
          decision.decidedOn,
          decision.decidedAt,
          decision.decidedBy,
          decision.ownerId,
          decision.conferenceId,
        ],
      );
      return added.length === 1;
    },
    async decision(decisionId) {
      const row = await selectDecisions(context).where('decision.id', '=', decisionId).executeTakeFirst();
      return row ? (await decisionReader(context))(row) : null;
    },
  };
};

/** Not replaced on new evidence. */
const STANDS = sql<boolean>`not exists (
  select from xueye.proposal later
  where later.department_id = proposal.department_id and later.screening_id = proposal.screening_id
    and later.student_id = proposal.student_id and later.revision > proposal.revision
)`;

const IS_DECIDED = sql<boolean>`exists (
  select from xueye.decision
  where decision.department_id = proposal.department_id and decision.proposal_id = proposal.id
)`;

/** For the meeting's word: identified and not settled, or the end of a case. */
const WAITS = sql<boolean>`(
  (proposal.standing = 'identified' and proposal.change_kind is distinct from 'settled')
  or coalesce(proposal.change_kind = 'cleared', false)
)`;

const BY_FILTER: Readonly<Record<AgendaFilter, ReturnType<typeof sql<boolean>>>> = {
  open: sql<boolean>`(${WAITS} and not ${IS_DECIDED})`,
  decided: sql<boolean>`(${IS_DECIDED} or proposal.change_kind is not distinct from 'settled')`,
  change: sql<boolean>`coalesce(proposal.change_kind in ('up', 'down', 'cleared'), false)`,
  identified: sql<boolean>`proposal.standing = 'identified'`,
  'near-miss': sql<boolean>`proposal.standing = 'near-miss'`,
  apart: sql<boolean>`proposal.standing = 'apart'`,
};

/** Of the open case that another screening began, as `ProposalListItem.previousTier`; null: there is none. */
const TIER_BEFORE = sql<string | null>`(
  select held.tier from xueye.support_case held
  where held.department_id = proposal.department_id and held.student_id = proposal.student_id
    and held.status = 'open' and held.proposal_id <> proposal.id
)`;
const LIGHTEST_FIRST = sql`'{watch,1,2,3}'::text[]`;

/** `agendaGroupOf`, so that a list of one group is read in pages. */
const COMES = sql<AgendaGroup | null>`case
  when proposal.change_kind is not null then nullif(proposal.change_kind, 'settled')
  when proposal.tier is null then null
  when ${TIER_BEFORE} is null then 'new'
  else case sign(array_position(${LIGHTEST_FIRST}, proposal.tier) - array_position(${LIGHTEST_FIRST}, ${TIER_BEFORE}))
    when 1 then 'up' when -1 then 'down' else 'carried-over' end
end`;
