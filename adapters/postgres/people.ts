import { sql } from 'kysely';
import type { DepartmentRepository, PeopleRepository, Responsible } from '#core/application/ports';
import { byRoleWeight } from '#core/domain/role';
import { calendarOf } from '#core/domain/school-calendar';
import { readEntries } from './calendar';
import { inForce } from './columns';
import { type Context, uuids } from './context';

export const departmentRepository = (context: Context): DepartmentRepository => {
  const { db, actor } = context;
  return {
    get: () =>
      db
        .selectFrom('department')
        .where('department_id', '=', actor.departmentId)
        .select(['department_id as id', 'name', 'short_name as shortName', 'policy_id as policyId'])
        .executeTakeFirstOrThrow(),
    calendar: async () => calendarOf(await readEntries(context)),
  };
};

export const peopleRepository = (context: Context): PeopleRepository => {
  const { db, actor } = context;
  return {
    async get(personId) {
      const person = await db
        .selectFrom('person')
        .where('department_id', '=', actor.departmentId)
        .where('id', '=', personId)
        .select(['id', 'name', 'work_no as workNo'])
        .executeTakeFirst();
      return person ?? null;
    },
    async assignments(personId) {
      const held = await selectAssignments(context)
        .where('assignment.person_id', '=', personId)
        .where(inForce(context))
        .execute();
      return held.sort(byRoleWeight);
    },
    async responsible(classIds) {
      if (classIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('class')
        .innerJoin('assignment', (join) =>
          join
            .onRef('assignment.department_id', '=', 'class.department_id')
            .on((eb) =>
              eb.or([
                eb('assignment.class_id', '=', eb.ref('class.id')),
                eb('assignment.area_id', '=', eb.ref('class.area_id')),
              ]),
            ),
        )
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'assignment.department_id')
            .onRef('person.id', '=', 'assignment.person_id'),
        )
        .leftJoin('person as absent', (join) =>
          join
            .onRef('absent.department_id', '=', 'assignment.department_id')
            .onRef('absent.id', '=', 'assignment.acting_for'),
        )
        .where('class.department_id', '=', actor.departmentId)
        .where('class.id', '=', uuids(classIds))
        .where(inForce(context))
        .select([
          'class.id as classId',
          'assignment.role as role',
          'person.id as id',
          'person.name as name',
          'person.work_no as workNo',
          'absent.id as absentId',
          'absent.name as absentName',
        ])
        // Who holds it in their own right comes before who stands in.
        .orderBy(sql`assignment.acting_for is not null`)
        .orderBy('assignment.first_day')
        .orderBy('person.work_no')
        .execute();
      const found = new Map(
        classIds.map((id) => [id, { advisers: [] as Responsible[], counselors: [] as Responsible[] }]),
      );
      for (const { absentId, absentName, classId, role, ...person } of rows) {
        const side = role === 'adviser' ? found.get(classId)?.advisers : found.get(classId)?.counselors;
        if (!side || side.some(({ id }) => id === person.id)) continue;
        const actingFor = absentId === null ? null : { id: absentId, name: absentName ?? '' };
        side.push({ ...person, actingFor });
      }
      return found;
    },
  };
};

/** Assignments with the name of their class or area. */
export const selectAssignments = ({ db, actor }: Context) =>
  db
    .selectFrom('assignment')
    .leftJoin('class', (join) =>
      join
        .onRef('class.department_id', '=', 'assignment.department_id')
        .onRef('class.id', '=', 'assignment.class_id'),
    )
    .leftJoin('area', (join) =>
      join
        .onRef('area.department_id', '=', 'assignment.department_id')
        .onRef('area.id', '=', 'assignment.area_id'),
    )
    .leftJoin('person as absent', (join) =>
      join
        .onRef('absent.department_id', '=', 'assignment.department_id')
        .onRef('absent.id', '=', 'assignment.acting_for'),
    )
    .where('assignment.department_id', '=', actor.departmentId)
    .select([
      'assignment.id as id',
      'assignment.person_id as personId',
      'assignment.role as role',
      'assignment.class_id as classId',
      'assignment.area_id as areaId',
      sql<string>`coalesce(class.name, area.name, '')`.as('scopeName'),
      'assignment.first_day as firstDay',
      'assignment.last_day as lastDay',
      'assignment.acting_for as actingFor',
      'absent.name as actingForName',
    ])
    .orderBy('assignment.first_day')
    .orderBy('assignment.id');
