import { sql } from 'kysely';
import type { PolicyRepository, PolicyVersion } from '#core/application/ports';
import { parsePolicy } from '#core/domain/parse-policy';
import type { Context } from './context';

/** The department's own versions of the rule: only ever added. */
export const policyRepository = (context: Context): PolicyRepository => {
  const { db, actor } = context;
  const { departmentId } = actor;
  const first = async (rows: Promise<VersionRow | undefined>) => {
    const row = await rows;
    return row ? toVersion(row) : null;
  };
  return {
    inForce: (on) =>
      first(
        selectVersions(context)
          .where('policy_version.effective_from', '<=', on)
          .orderBy('policy_version.effective_from', 'desc')
          .orderBy('policy_version.ordinal', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ),
    async after(on) {
      const rows = await selectVersions(context)
        .distinctOn('policy_version.effective_from')
        .where('policy_version.effective_from', '>', on)
        .orderBy('policy_version.effective_from')
        .orderBy('policy_version.ordinal', 'desc')
        .execute();
      return rows.map(toVersion);
    },
    byId: (id) => first(selectVersions(context).where('policy_version.id', '=', id).executeTakeFirst()),
    byVersion: (version) =>
      first(selectVersions(context).where('policy_version.version', '=', version).executeTakeFirst()),
    async list(skip, limit) {
      const rows = await selectVersions(context)
        .orderBy('policy_version.ordinal', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      return rows.map(toVersion);
    },
    async lockNewest() {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`policy:${departmentId}`}, 0))`.execute(db);
      return first(
        selectVersions(context).orderBy('policy_version.ordinal', 'desc').limit(1).executeTakeFirst(),
      );
    },
    async add({ id, ordinal, policy, differences, reason, madeBy, madeAt }) {
      await db
        .insertInto('policy_version')
        .values({
          department_id: departmentId,
          id,
          ordinal,
          policy_id: policy.id,
          version: policy.version,
          effective_from: policy.effectiveFrom,
          body: JSON.stringify(policy),
          differences: JSON.stringify(differences),
          reason,
          made_by: madeBy,
          made_at: madeAt,
        })
        .execute();
    },
  };
};

const selectVersions = ({ db, actor }: Context) =>
  db
    .selectFrom('policy_version')
    // A teacher or volunteer does not see colleagues' names, and needs the rule all the same.
    .leftJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'policy_version.department_id')
        .onRef('person.id', '=', 'policy_version.made_by'),
    )
    .where('policy_version.department_id', '=', actor.departmentId)
    .selectAll('policy_version')
    .select('person.name as made_by_name');

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>;

const toVersion = (row: VersionRow): PolicyVersion => ({
  id: row.id,
  ordinal: row.ordinal,
  policy: parsePolicy(row.body),
  // Written by `add` alone.
  differences: row.differences as unknown as PolicyVersion['differences'],
  reason: row.reason,
  madeBy: row.made_by,
  madeByName: row.made_by_name ?? '',
  madeAt: row.made_at,
});
