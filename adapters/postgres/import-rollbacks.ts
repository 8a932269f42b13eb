import { sql } from 'kysely';
import type { ImportRollbackRepository, RosterObstacle } from '#core/application/ports';
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
