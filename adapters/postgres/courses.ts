import { sql } from 'kysely';
import type { CourseEntry, CourseRepository } from '#core/application/ports';
import { type Context, insertRows } from './context';

export const courseRepository = (context: Context): CourseRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  // What was taken back counts as never applied.
  const inForce = sql`
    select distinct on (entry.code) entry.*
    from course_entry entry
    where entry.department_id = ${department_id}::uuid
      and not exists (
        select from import_rollback
        where import_rollback.department_id = entry.department_id and import_rollback.import_id = entry.import_id
      )`;
  return {
    async list() {
      const { rows } = await sql<CourseEntry>`
        select code, name, credit, nature from (${inForce} order by entry.code, entry.id desc) held
        order by code`.execute(db);
      return rows;
    },
    async append(importId, entries) {
      await insertRows(
        context,
        'course_entry',
        entries.map(({ id, code, name, credit, nature }) => ({
          department_id,
          id,
          import_id: importId,
          code,
          name,
          credit,
          nature,
        })),
      );
    },
    async withoutImport(importId) {
      const { rows } = await sql<{ restored: number; withdrawn: number }>`
        with held as (${inForce} order by entry.code, entry.id desc),
        older as (
          ${inForce} and entry.import_id <> ${importId}::uuid order by entry.code, entry.id desc
        )
        select count(older.code) as restored, count(*) - count(older.code) as withdrawn
        from held left join older on older.code = held.code
        where held.import_id = ${importId}::uuid`.execute(db);
      return rows[0] ?? { restored: 0, withdrawn: 0 };
    },
  };
};
