import { type SqlBool, sql } from 'kysely';
import type {
  ClassMoveRecord,
  RosterBook,
  RosterClassRecord,
  RosterFilter,
  RosterPersonRecord,
} from '#core/application/ports';
import { inForce } from './columns';
import { type Context, insertRows, literal } from './context';
import { foundPeople, spellNames } from './name-spellings';
import { tenureRepository } from './roster-tenures';

export const rosterBook = (context: Context): RosterBook => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  const one = async <T>(found: Promise<readonly T[]>): Promise<T | null> => (await found)[0] ?? null;
  return {
    ...tenureRepository(context),
    async lock() {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`roster ${department_id}`}, 0))`.execute(db);
    },
    people: (filter, skip, limit) =>
      selectPeople(context)
        .where(matching(filter, context))
        .orderBy('person.work_no')
        .offset(skip)
        .limit(limit)
        .execute(),
    person: (personId) => one(selectPeople(context).where('person.id', '=', personId).execute()),
    personByNo: (workNo) => one(selectPeople(context).where('person.work_no', '=', workNo).execute()),
    async addPerson({ id, name, workNo }) {
      await insertRows(context, 'person', [{ department_id, id, name, work_no: workNo }]);
      await spellNames([name], context);
    },
    async renamePerson(personId, name, workNo) {
      const { numUpdatedRows } = await db
        .updateTable('person')
        .set({ name, work_no: workNo })
        .where('department_id', '=', department_id)
        .where('id', '=', personId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such person to rename');
      await spellNames([name], context);
    },
    async setLeft(personId, on) {
      const { numUpdatedRows } = await db
        .updateTable('person')
        .set({ left_on: on })
        .where('department_id', '=', department_id)
        .where('id', '=', personId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such person to leave');
    },
    classes: (filter, skip, limit) =>
      readClasses(
        sql`${filter.search === undefined ? sql`true` : sql`class.name like ${`%${literal(filter.search)}%`}`}
          and ${filter.areaId === undefined ? sql`true` : sql`class.area_id = ${filter.areaId}::uuid`}`,
        context,
        skip,
        limit,
      ),
    class: (classId) => one(readClasses(sql`class.id = ${classId}::uuid`, context)),
    classByName: (name) => one(readClasses(sql`class.name = ${name}`, context)),
    async addClass({ id, name, grade, major, areaId }) {
      await insertRows(context, 'class', [{ department_id, id, name, grade, major, area_id: areaId }]);
    },
    async moveClass(classId, areaId, reason) {
      await sql`select set_config('app.reason', ${reason}, true)`.execute(db);
      const { numUpdatedRows } = await db
        .updateTable('class')
        .set({ area_id: areaId })
        .where('department_id', '=', department_id)
        .where('id', '=', classId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such class to move');
      await sql`select set_config('app.reason', '', true)`.execute(db);
    },
    async moves(classId) {
      const { rows } = await sql<ClassMoveRecord>`
        select move.from_area as "from", move.to_area as "to", move.on_day as "on",
          was.name as "fromName", becomes.name as "toName", author.name as by, move.reason
        from class_move move
        left join area was on was.department_id = move.department_id and was.id = move.from_area
        left join area becomes on becomes.department_id = move.department_id and becomes.id = move.to_area
        left join person author on author.department_id = move.department_id and author.id = move.moved_by
        where move.department_id = ${department_id}::uuid and move.class_id = ${classId}::uuid
        order by move.ordinal`.execute(db);
      return rows;
    },
    async addArea({ id, name }) {
      await insertRows(context, 'area', [{ department_id, id, name }]);
    },
  };
};

const selectPeople = ({ db, actor }: Context) =>
  db
    .selectFrom('person')
    .where('person.department_id', '=', actor.departmentId)
    .select((eb) => [
      'person.id as id',
      'person.name as name',
      'person.work_no as workNo',
      'person.left_on as leftOn',
      eb
        .exists(
          eb
            .selectFrom('identity')
            .whereRef('identity.department_id', '=', 'person.department_id')
            .whereRef('identity.person_id', '=', 'person.id')
            .select('identity.person_id'),
        )
        .$castTo<boolean>()
        .as('isBound'),
    ]) satisfies { execute(): Promise<readonly RosterPersonRecord[]> };

function matching({ search, role, state }: RosterFilter, context: Context) {
  const holds = (what = sql<SqlBool>`true`) => sql<SqlBool>`exists (
    select from assignment
    where assignment.department_id = person.department_id and assignment.person_id = person.id
      and ${inForce(context)} and ${what}
  )`;
  const standing = {
    'in-office': holds(),
    none: sql<SqlBool>`person.left_on is null and not ${holds()}`,
    left: sql<SqlBool>`person.left_on is not null`,
  };
  return sql<SqlBool>`${search === undefined ? sql`true` : foundPeople(search)}
    and ${role === undefined ? sql`true` : holds(sql<SqlBool>`assignment.role = ${role}`)}
    and ${state === undefined ? sql`true` : standing[state]}`;
}

async function readClasses(
  wanted: ReturnType<typeof sql>,
  { db, actor }: Context,
  skip = 0,
  limit = 1,
): Promise<readonly RosterClassRecord[]> {
  const { rows } = await sql<RosterClassRecord>`
    select class.id, class.name, class.grade, class.major, class.area_id as "areaId", area.name as "areaName",
      (select count(*) from student
        where student.department_id = class.department_id and student.class_id = class.id)::integer as students,
      (select count(*) from support_case
        join student on student.department_id = support_case.department_id and student.id = support_case.student_id
        where support_case.department_id = class.department_id and student.class_id = class.id
          and support_case.status = 'open')::integer as "openCases"
    from class
    left join area on area.department_id = class.department_id and area.id = class.area_id
    where class.department_id = ${actor.departmentId}::uuid and ${wanted}
    order by class.name
    offset ${skip} limit ${limit}`.execute(db);
  return rows;
}
