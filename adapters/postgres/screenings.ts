import { sql } from 'kysely';
import type { ScreeningRecord, ScreeningRepository } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { FrozenFacts } from '#core/domain/frozen-facts';
import { parsePolicy } from '#core/domain/parse-policy';
import type { ScreeningResult } from '#core/domain/screening';
import { tierColumn, toStudent, toTier } from './columns';
import { type Context, insertRows } from './context';
import { proposalRepository, selectProposals } from './proposals';

/** Screenings, with the rule and the facts that each was made with. */
export const screeningRepository = (context: Context): ScreeningRepository => {
  const { db, actor } = context;
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

  return {
    ...proposalRepository(context),
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
      const rows = await selectProposals(context)
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
  };
};

async function openFacts(screeningId: string, facts: unknown, { sealed }: Context): Promise<unknown> {
  return (await sealed.toOpen()).openJson('screening', 'facts', screeningId, facts);
}

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
