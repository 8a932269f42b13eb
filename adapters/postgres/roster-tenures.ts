import { type Expression, type SqlBool, sql } from 'kysely';
import type {
  RosterBook,
  TenureChangeKind,
  TenureChangeRecord,
  TenureQuery,
  TenureRecord,
} from '#core/application/ports';
import type { Role } from '#core/domain/role';
import { type Context, insertRows, uuids } from './context';
import { selectAssignments } from './people';

type TenurePart = Pick<
  RosterBook,
  'tenures' | 'give' | 'setLastDay' | 'note' | 'changes' | 'sources' | 'wasDone'
>;

/** Assignments as the office keeps them, and what was changed of them. */
export const tenureRepository = (context: Context): TenurePart => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    tenures: (query) =>
      selectTenures(context)
        .where((eb) => eb.and(conditions(query)))
        .execute(),
    async give({ id, personId, role, classId, areaId, firstDay, lastDay, actingFor }) {
      const { rows } = await sql<{ id: string }>`
        insert into assignment (department_id, id, person_id, role, class_id, area_id, first_day, last_day, acting_for)
        values (${department_id}::uuid, ${id}::uuid, ${personId}::uuid, ${role}, ${classId}::uuid, ${areaId}::uuid,
          ${firstDay}::date, ${lastDay}::date, ${actingFor}::uuid)
        on conflict (department_id, person_id, role, class_id, area_id, first_day)
          do update set last_day = excluded.last_day, acting_for = excluded.acting_for
        returning id`.execute(db);
      const [given] = rows;
      if (!given) throw new Error('the assignment was not given');
      return given.id;
    },
    async setLastDay(tenureId, lastDay) {
      const { numUpdatedRows } = await db
        .updateTable('assignment')
        .set({ last_day: lastDay })
        .where('department_id', '=', department_id)
        .where('id', '=', tenureId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such assignment to end');
    },
    async note({ id, requestId, kind, tenure, wasLastDay, reason, at }) {
      await insertRows(context, 'assignment_change', [
        {
          department_id,
          id,
          request_id: requestId,
          assignment_id: tenure.id,
          person_id: tenure.personId,
          role: tenure.role,
          class_id: tenure.classId,
          area_id: tenure.areaId,
          kind,
          first_day: tenure.firstDay,
          was_last_day: wasLastDay,
          last_day: tenure.lastDay,
          acting_for: tenure.actingFor,
          reason,
          changed_by: actor.personId,
          changed_at: at,
        },
      ]);
    },
    changes: (query) => changesOf(query, context),
    async sources(personId) {
      const { rows } = await sql<{ assignment_id: string; file_name: string; applied_at: string }>`
        select * from assignment_sources(${personId}::uuid)`.execute(db);
      return new Map(
        rows.map(({ assignment_id, file_name, applied_at }) => [
          assignment_id,
          { file: file_name, at: applied_at },
        ]),
      );
    },
    async wasDone(requestId) {
      const row = await db
        .selectFrom('assignment_change')
        .where('department_id', '=', department_id)
        .where('request_id', '=', requestId)
        .select('id')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
};

function conditions({
  ids,
  people,
  personId,
  actingFor,
  classId,
  areaId,
  role,
}: TenureQuery): Expression<SqlBool>[] {
  const person = personId === undefined ? [] : [sql<SqlBool>`assignment.person_id = ${personId}::uuid`];
  const absent = actingFor === undefined ? [] : [sql<SqlBool>`assignment.acting_for = ${actingFor}::uuid`];
  return [
    ...(ids === undefined ? [] : [sql<SqlBool>`assignment.id = ${uuids(ids)}`]),
    ...(people === undefined ? [] : [sql<SqlBool>`assignment.person_id = ${uuids(people)}`]),
    ...(person.length + absent.length === 0
      ? []
      : [sql<SqlBool>`(${sql.join([...person, ...absent], sql` or `)})`]),
    ...(classId === undefined ? [] : [sql<SqlBool>`assignment.class_id = ${classId}::uuid`]),
    ...(areaId === undefined ? [] : [sql<SqlBool>`assignment.area_id = ${areaId}::uuid`]),
    ...(role === undefined ? [] : [sql<SqlBool>`assignment.role = ${role}`]),
  ];
}

const selectTenures = (context: Context) =>
  selectAssignments(context)
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'assignment.department_id')
        .onRef('person.id', '=', 'assignment.person_id'),
    )
    .select(['person.name as personName', 'person.work_no as workNo']) satisfies {
    execute(): Promise<readonly TenureRecord[]>;
  };

async function changesOf(
  query: { readonly personId: string } | { readonly classId: string },
  { db, actor }: Context,
): Promise<readonly TenureChangeRecord[]> {
  const wanted =
    'personId' in query
      ? sql<SqlBool>`(change.person_id = ${query.personId}::uuid or change.acting_for = ${query.personId}::uuid)`
      : sql<SqlBool>`change.class_id = ${query.classId}::uuid`;
  const { rows } = await sql<TenureChangeRecord & { kind: TenureChangeKind; role: Role }>`
    select change.id, change.changed_at as at, author.name as by, change.kind, person.name as "personName",
      change.role, coalesce(class.name, area.name, '') as "scopeName", change.first_day as "firstDay",
      change.was_last_day as "wasLastDay", change.last_day as "lastDay", absent.name as "actingForName",
      change.reason
    from assignment_change change
    join person on person.department_id = change.department_id and person.id = change.person_id
    join person author on author.department_id = change.department_id and author.id = change.changed_by
    left join person absent on absent.department_id = change.department_id and absent.id = change.acting_for
    left join class on class.department_id = change.department_id and class.id = change.class_id
    left join area on area.department_id = change.department_id and area.id = change.area_id
    where change.department_id = ${actor.departmentId}::uuid and ${wanted}
    order by change.changed_at desc, change.id desc
    limit 50`.execute(db);
  return rows;
}
