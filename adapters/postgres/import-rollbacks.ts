import { sql } from 'kysely';
import type { ImportRollbackRepository, LaterFile, RosterObstacle } from '#core/application/ports';
import { type Context, insertRows } from './context';
import { laterFile, rollBackVersions } from './versioned-rows';

export const importRollbackRepository = (context: Context): ImportRollbackRepository => {
  const { db, actor, tx } = context;
  const department_id = actor.departmentId;
  return {
    async add(record) {
      await insertRows(context, 'import_rollback', [
        {
          department_id,
          id: record.id,
          import_id: record.importId,
          reason: record.reason,
          restored: record.restored,
          withdrawn: record.withdrawn,
          rolled_back_by: record.by,
          rolled_back_at: record.at,
        },
      ]);
    },
    async recordChanges(importId) {
      await tx.query(`select set_config('app.import_id', $1, true)`, [importId]);
    },
    async emptiedOn(importId) {
      const row = await db
        .selectFrom('import_batch')
        .where('department_id', '=', department_id)
        .where('id', '=', importId)
        .select('emptied_on')
        .executeTakeFirst();
      return row?.emptied_on ?? null;
    },
    async decisionsRestingOn(importId) {
      const { rows } = await sql<{
        term: string;
        kind: 'preview' | 'official';
        ranOn: string;
        decisions: number;
      }>`
        select screening.term, screening.kind, screening.ran_on as "ranOn",
          count(distinct decision.proposal_id) as decisions
        from screening
        join proposal on proposal.department_id = screening.department_id and proposal.screening_id = screening.id
        join decision on decision.department_id = proposal.department_id and decision.proposal_id = proposal.id
        where screening.department_id = ${department_id}::uuid
          and screening.import_ids @> to_jsonb(${importId}::text)
        group by screening.id, screening.term, screening.kind, screening.ran_on, screening.ran_at
        order by screening.ran_at desc
        limit 1`.execute(db);
      return rows[0] ?? null;
    },
    laterGradeFile: (importId) => laterFile(context, 'grade_row', importId),
    rollBackGrades: (importId, rollbackId) => rollBackVersions(context, 'grade_row', importId, rollbackId),
    laterFactFile: (importId) => laterFile(context, 'listed_fact', importId),
    rollBackFacts: (importId, rollbackId) => rollBackVersions(context, 'listed_fact', importId, rollbackId),
    async laterCourseFile(importId) {
      const { rows } = await sql<LaterFile>`
        select later.file_name as file,
          case when again.id is null then 'repeated' else 'changed' end as did
        from course_entry ours
        join import_batch asked on asked.department_id = ours.department_id and asked.id = ours.import_id
        join import_batch later on later.department_id = asked.department_id and later.kind = asked.kind
          and later.state = 'applied' and (later.settled_at, later.id) > (asked.settled_at, asked.id)
          and not exists (
            select from import_rollback undone
            where undone.department_id = later.department_id and undone.import_id = later.id
          )
        join import_row staged on staged.department_id = later.department_id and staged.import_id = later.id
          and staged.payload ->> 'code' = ours.code
        left join course_entry again on again.department_id = later.department_id
          and again.import_id = later.id and again.code = ours.code
        where ours.department_id = ${department_id}::uuid and ours.import_id = ${importId}::uuid
        order by later.settled_at desc, later.id desc, did
        limit 1`.execute(db);
      return rows[0] ?? null;
    },
    async laterRosterFile(importId) {
      const [row] = await tx.query<LaterFile>('select file, did from xueye.later_roster_file($1)', [
        importId,
      ]);
      return row ?? null;
    },
    async rollBackRoster(importId) {
      const [answer] = await tx.query<RosterAnswer>('select * from xueye.roll_back_roster($1)', [importId]);
      if (!answer) throw new Error('the roster gave no answer');
      const obstacle = toObstacle(answer);
      return obstacle ? { obstacle } : { restored: answer.restored, withdrawn: answer.removed };
    },
  };
};

interface RosterAnswer {
  readonly obstacle: RosterObstacle['kind'] | null;
  readonly of_table: string | null;
  readonly who: string | null;
  readonly by_table: string | null;
  readonly file: string | null;
  readonly restored: number;
  readonly removed: number;
}

function toObstacle({ obstacle, of_table, who, by_table, file }: RosterAnswer): RosterObstacle | null {
  if (obstacle === null) return null;
  const common = { ofTable: of_table ?? '', who };
  if (obstacle === 'later-import') return { ...common, kind: obstacle, file: file ?? '' };
  if (obstacle === 'referenced') return { ...common, kind: obstacle, byTable: by_table ?? '' };
  return { ...common, kind: obstacle };
}
