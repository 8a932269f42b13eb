import { sql } from 'kysely';
import type { LaterFile } from '#core/application/ports';
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

/**
 * Which staged row is the same as a version. A list's rows find their keys anew when it is applied, but
 * its content holds what it is named by.
 */
const REPEATS: Readonly<Record<VersionedTable, ReturnType<typeof sql<boolean>>>> = {
  grade_row: sql`staged.student_no = student.student_no and staged.row_key = ours.row_key
    and staged.content_hash = ours.content_hash`,
  listed_fact: sql`staged.payload ->> 'studentNo' = student.student_no
    and staged.payload -> 'version' ->> 'contentHash' = ours.content_hash`,
};

/**
 * The last file whose version stands where this import's stood, or that was applied after it and has a row
 * just as it wrote it; null: none.
 */
export async function laterFile(
  context: Context,
  table: VersionedTable,
  importId: string,
): Promise<LaterFile | null> {
  const { db, actor } = context;
  const asked = sql<LaterFile>`
    with ours as (
      select * from xueye.${sql.ref(table)}
      where department_id = ${actor.departmentId}::uuid and import_id = ${importId}::uuid and rollback_id is null
    ), repeating as (
      select later.*
      from import_batch asked
      join import_batch later on later.department_id = asked.department_id and later.kind = asked.kind
        and (later.settled_at, later.id) > (asked.settled_at, asked.id)
      where asked.department_id = ${actor.departmentId}::uuid and asked.id = ${importId}::uuid
        and later.state = 'applied' and later.count_unchanged > 0
        and not exists (
          select from import_rollback undone
          where undone.department_id = later.department_id and undone.import_id = later.id
        )
    ), standing as (
      select later.file_name as file, 'changed' as did, later.settled_at, later.id
      from ours
      join xueye.${sql.ref(table)} held on held.department_id = ours.department_id
        and held.student_id = ours.student_id and held.row_key = ours.row_key and held.superseded_by is null
      join import_batch later on later.department_id = held.department_id and later.id = held.import_id
      where held.import_id <> ours.import_id
      union all
      select later.file_name, 'repeated', later.settled_at, later.id
      from repeating later
      join import_row staged on staged.department_id = later.department_id and staged.import_id = later.id
      join student on student.department_id = staged.department_id
      join ours on ours.student_id = student.id and ${REPEATS[table]}
    )
    select file, did from standing order by settled_at desc, id desc, did limit 1`;
  const { rows } = await inSets(context, () => asked.execute(db));
  return rows[0] ?? null;
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
