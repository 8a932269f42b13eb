import { type SqlBool, sql } from 'kysely';
import { nameKeys, searchKey } from '#adapters/pinyin/name-keys';
import { type Context, literal } from './context';
import type { Database } from './database';

/** Bounds one statement. */
const NAMES_AT_ONCE = 2000;

/** Has each of the names spelled, so that whoever bears it is found; known ones cost one look. */
export async function spellNames(names: Iterable<string>, { db }: Pick<Context, 'db'>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select unspelled_names as name from xueye.unspelled_names(${JSON.stringify([...new Set(names)])}::jsonb)`.execute(
    db,
  );
  for (let from = 0; from < rows.length; from += NAMES_AT_ONCE) {
    const spelled = await spell(rows.slice(from, from + NAMES_AT_ONCE).map(({ name }) => name));
    await sql`select xueye.spell_names(${spelled}::jsonb)`.execute(db);
  }
}

/** Students in reach by a 学号's beginning or a name, as `find_students` reads it. */
export const foundStudents = (search: string) => sql<string>`
  select xueye.find_students(${search.normalize('NFKC').trim()}, ${searchKey(search)})`;

/** A roster has few people: part of the name or 工号 is looked for in all of them, and pinyin. */
export function foundPeople(search: string) {
  const part = `%${literal(search)}%`;
  return sql<SqlBool>`(
    person.name like ${part} or person.work_no like ${part}
    or person.id in (select xueye.find_people(${searchKey(search)}))
  )`;
}

/**
 * Spells every name of a department that is not spelled yet, and forgets the spellings of names that nobody
 * bears any more. Killed at any point, the next call goes on. With owner's rights.
 */
export async function spellDepartment(
  database: Database,
  departmentId: string,
): Promise<{ readonly spelled: number; readonly forgotten: number }> {
  let spelled = 0;
  for (;;) {
    const rows = await database.query<{ name: string }>(
      `select named.name from (
        select name from xueye.student where department_id = $1
        union
        select name from xueye.person where department_id = $1
      ) named
      where not exists (
        select from xueye.name_spelling held
        where held.department_id = $1 and held.name = named.name and held.is_spelled
      )
      order by named.name limit ${NAMES_AT_ONCE}`,
      [departmentId],
    );
    if (rows.length === 0) break;
    await database.query(
      `insert into xueye.name_spelling (department_id, name, keys, is_spelled)
      select $1, entry ->> 'name',
        array_to_tsvector(array(select distinct jsonb_array_elements_text(entry -> 'keys'))), true
      from jsonb_array_elements($2::jsonb) entry
      on conflict (department_id, name) do update set keys = excluded.keys, is_spelled = true`,
      [departmentId, await spell(rows.map(({ name }) => name))],
    );
    spelled += rows.length;
  }
  const forgotten = await database.query(
    `delete from xueye.name_spelling held
    where department_id = $1
      and not exists (select from xueye.student where department_id = $1 and name = held.name)
      and not exists (select from xueye.person where department_id = $1 and name = held.name)
    returning 1`,
    [departmentId],
  );
  return { spelled, forgotten: forgotten.length };
}

/** Both are one JSON text of `[{name, keys}, …]`. */
async function spell(names: readonly string[]): Promise<string> {
  return JSON.stringify(await Promise.all(names.map(async (name) => ({ name, keys: await nameKeys(name) }))));
}
