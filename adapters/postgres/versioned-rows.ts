import { sql } from 'kysely';
import type { Context } from './context';

/**
 * Tables that keep versions: rows named by (student_id, row_key), appended by an import (`import_id`),
 * superseded once (`superseded_by`), withdrawn or repeated by a rollback (`is_withdrawn`, `rollback_id`).
 * The current version is the one that nothing supersedes; it is in force unless it is withdrawn.
 */
export type VersionedTable = 'grade_row' | 'listed_fact';

/**
 * Pairs whole sets. Rows of this hour have no statistics yet, and a planner that takes them for a handful
 * would look through the table once for each.
 */
async function inSets<T>({ db }: Context, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(db);
  const result = await work();
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(db);
  return result;
}

/** The file of a later import whose version stands where this import's stood; null: none. */
export async function laterFile(
  context: Context,
  table: VersionedTable,
  importId: string,
): Promise<string | null> {
  const { db, actor } = context;
  const asked = sql<{ file: string }>`
    select later.file_name as file
    from xueye.${sql.ref(table)} ours
    join xueye.${sql.ref(table)} held on held.department_id = ours.department_id
      and held.student_id = ours.student_id and held.row_key = ours.row_key and held.superseded_by is null
    join import_batch later on later.department_id = held.department_id and later.id = held.import_id
    where ours.department_id = ${actor.departmentId}::uuid and ours.import_id = ${importId}::uuid
      and ours.rollback_id is null and held.import_id <> ours.import_id
    order by later.settled_at desc, later.id desc
    limit 1`;
  const { rows } = await inSets(context, () => asked.execute(db));
  return rows[0]?.file ?? null;
}

/**
 * Appends, for each row that the import wrote, a copy of the version before it, or a withdrawn copy where
 * there was none: what was in force on an earlier day can still be told. The copy keeps the import that
 * it came from, so that everything after is as it was before.
 */
export async function rollBackVersions(
  context: Context,
  table: VersionedTable,
  importId: string,
  rollbackId: string,
): Promise<{ restored: number; withdrawn: number }> {
  const { db, actor } = context;
  const name = sql`xueye.${sql.ref(table)}`;
  // One id for both statements: the held version names the one that is written after it.
  const nextId = sql`md5(held.id::text || ${rollbackId}::text)::uuid`;
  const pairs = sql`
    ${name} ours
    join ${name} held on held.department_id = ours.department_id
      and held.student_id = ours.student_id and held.row_key = ours.row_key`;
  const written = sql`ours.department_id = ${actor.departmentId}::uuid
    and ours.import_id = ${importId}::uuid and ours.rollback_id is null`;
  const supersede = sql`
    update ${name} as target set superseded_by = md5(target.id::text || ${rollbackId}::text)::uuid
    from (select held.id from ${pairs} where ${written} and held.superseded_by is null) as held
    where target.department_id = ${actor.departmentId}::uuid and target.id = held.id`;
  const append = sql<{ restored: number; withdrawn: number }>`
    with copied as (
      insert into ${name}
      select copy.*
      from ${pairs}
      left join ${name} earlier on earlier.department_id = ours.department_id and earlier.superseded_by = ours.id
      join ${name} source on source.department_id = ours.department_id
        and source.id = coalesce(earlier.id, ours.id)
      cross join lateral jsonb_populate_record(source, jsonb_build_object(
        'id', held.superseded_by, 'superseded_by', null, 'rollback_id', ${rollbackId}::uuid,
        'is_withdrawn', earlier.id is null or earlier.is_withdrawn
      )) as copy
      where ${written} and held.superseded_by = ${nextId}
      returning is_withdrawn
    )
    select count(*) filter (where not is_withdrawn) as restored, count(*) filter (where is_withdrawn) as withdrawn
    from copied`;
  const { rows } = await inSets(context, async () => {
    await supersede.execute(db);
    return append.execute(db);
  });
  return rows[0] ?? { restored: 0, withdrawn: 0 };
}
