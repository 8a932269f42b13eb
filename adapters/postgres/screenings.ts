import { sql } from 'kysely';
import type {
  AgendaFilter,
  DecisionRecord,
  ProposalChange,
  ProposalRecord,
  ScreeningRecord,
  ScreeningRepository,
} from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { FrozenFacts } from '#core/domain/frozen-facts';
import { parsePolicy } from '#core/domain/parse-policy';
import type { ScreeningResult } from '#core/domain/screening';
import { STUDENT, tierColumn, toStudent, toTier } from './columns';
import { type Context, insertRows, uuids } from './context';
import { decisionReader, selectDecisions } from './decisions';
import { decidedBefore } from './proposal-changes';

/** Screenings and their frozen proposals; decisions are only ever added. */
export const screeningRepository = (context: Context): ScreeningRepository => {
  const { tx, db, actor } = context;
  const { departmentId } = actor;

  const selectScreenings = () =>
    db
      .selectFrom('screening')
      .innerJoin('person', (join) =>
        join
          .onRef('person.department_id', '=', 'screening.department_id')
          .onRef('person.id', '=', 'screening.ran_by'),
      )
      .selectAll('screening')
      .select('person.name as ranByName')
      .where('screening.department_id', '=', departmentId);

  const selectProposals = () =>
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
      .where('proposal.department_id', '=', departmentId);

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
      // Written by `add` alone.
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
      await selectProposals().where('proposal.id', '=', proposalId).execute(),
    );
    return found[0] ?? null;
  };

  /** The student's, since it is a student who has one open case; a proposal itself is never updated. */
  const lockStudent = async (studentId: string): Promise<void> => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`proposal:${studentId}`]);
  };

  return {
    async add(record, proposals, { policy, facts }) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'screening',
        [
          {
            department_id: departmentId,
            id: record.id,
            term: record.term,
            kind: record.kind,
            policy_id: record.policyId,
            policy_version: record.policyVersion,
            policy_body: policy,
            facts: sealer.sealJson('screening', 'facts', record.id, facts),
            import_ids: record.importIds,
            file_names: record.fileNames,
            students: record.students,
            identified: record.identified,
            tier_watch: record.tiers.watch,
            tier_1: record.tiers[1],
            tier_2: record.tiers[2],
            tier_3: record.tiers[3],
            ran_on: record.ranOn,
            ran_at: record.ranAt,
            ran_by: record.ranBy,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 0) throw new DomainError('CONFLICT', '这次筛查已经提交过。请刷新后查看。');
      await insertRows(
        context,
        'proposal',
        proposals.map((one) => ({
          department_id: departmentId,
          id: one.id,
          screening_id: record.id,
          student_id: one.student.id,
          standing: one.group,
          tier: one.tier === null ? null : tierColumn(one.tier),
          outstanding: one.outstanding,
          result: one.result,
          change_kind: one.change?.kind ?? null,
          change: one.change ?? null,
        })),
      );
    },
    async kept(screeningId) {
      const row = await db
        .selectFrom('screening')
        .where('department_id', '=', departmentId)
        .where('id', '=', screeningId)
        .select(['policy_body', 'facts'])
        .executeTakeFirst();
      return {
        policy: row?.policy_body ? parsePolicy(row.policy_body) : null,
        // Written by `add` alone.
        facts: (row ? await openFacts(screeningId, row.facts, context) : null) as FrozenFacts | null,
      };
    },
    async frozen(screeningId) {
      const rows = await selectProposals()
        .where('proposal.screening_id', '=', screeningId)
        // Later ones came with a referral that was answered since.
        .where('proposal.revision', '=', 1)
        .orderBy('student.student_no')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        student: toStudent(row),
        group: row.standing,
        tier: row.tier === null ? null : toTier(row.tier),
        outstanding: row.outstanding,
        result: row.result as ScreeningResult,
      }));
    },
    async get(screeningId) {
      const row = await selectScreenings().where('screening.id', '=', screeningId).executeTakeFirst();
      return row ? toScreening(row) : null;
    },
    async latest({ term, kind } = {}) {
      const row = await selectScreenings()
        .$if(term !== undefined, (query) => query.where('screening.term', '=', term ?? ''))
        .$if(kind !== undefined, (query) => query.where('screening.kind', '=', kind ?? 'official'))
        .orderBy('screening.term', 'desc')
        .orderBy(sql`screening.kind = 'official'`, 'desc')
        .orderBy('screening.ran_at', 'desc')
        .orderBy('screening.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toScreening(row) : null;
    },
    async list(skip, limit) {
      const rows = await selectScreenings()
        .orderBy('screening.ran_at', 'desc')
        .orderBy('screening.id', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      return rows.map(toScreening);
    },
    async proposals(screeningId, filter, skip, limit) {
      const rows = await selectProposals()
        .where('proposal.screening_id', '=', screeningId)
        .where(STANDS)
        .where(BY_FILTER[filter])
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
    decidedBefore: (term, studentIds) => decidedBefore(context, term, studentIds),
    proposal,
    async proposalsById(proposalIds) {
      const found = await withDecisions(
        await selectProposals().where('proposal.id', '=', uuids(proposalIds)).execute(),
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
        await selectProposals()
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

async function openFacts(screeningId: string, facts: unknown, { sealed }: Context): Promise<unknown> {
  return (await sealed.toOpen()).openJson('screening', 'facts', screeningId, facts);
}

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

interface ScreeningRow {
  readonly id: string;
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly policy_id: string;
  readonly policy_version: string;
  readonly import_ids: unknown;
  readonly file_names: unknown;
  readonly students: number;
  readonly identified: number;
  readonly tier_watch: number;
  readonly tier_1: number;
  readonly tier_2: number;
  readonly tier_3: number;
  readonly ran_on: string;
  readonly ran_at: string;
  readonly ran_by: string;
  readonly ranByName: string;
}

const toScreening = (row: ScreeningRow): ScreeningRecord => ({
  id: row.id,
  term: row.term,
  kind: row.kind,
  policyId: row.policy_id,
  policyVersion: row.policy_version,
  // Written by `add` alone.
  importIds: row.import_ids as readonly string[],
  fileNames: row.file_names as readonly string[],
  students: row.students,
  identified: row.identified,
  tiers: { watch: row.tier_watch, 1: row.tier_1, 2: row.tier_2, 3: row.tier_3 },
  ranOn: row.ran_on,
  ranAt: row.ran_at,
  ranBy: row.ran_by,
  ranByName: row.ranByName,
});
