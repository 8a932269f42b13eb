import { sql } from 'kysely';
import type {
  Assignment,
  RosterRepository,
  StudentFilter,
  StudentSensitiveRecord,
  StudentUpsert,
} from '#core/application/ports';
import { byRoleWeight } from '#core/domain/role';
import { fromStudents, STUDENT, toStudent } from './columns';
import { type Context, insertRows, texts, uuids } from './context';
import { foundStudents, spellNames } from './name-spellings';
import { selectAssignments } from './people';

export const rosterRepository = (context: Context): RosterRepository => {
  const { db, actor } = context;
  const { departmentId } = actor;
  return {
    classes: () =>
      db
        .selectFrom('class')
        .leftJoin('area', (join) =>
          join.onRef('area.department_id', '=', 'class.department_id').onRef('area.id', '=', 'class.area_id'),
        )
        .where('class.department_id', '=', departmentId)
        .select([
          'class.id as id',
          'class.name as name',
          'class.grade as grade',
          'class.major as major',
          'class.area_id as areaId',
          'area.name as areaName',
        ])
        .orderBy('class.name')
        .execute(),
    areas: () =>
      db
        .selectFrom('area')
        .where('department_id', '=', departmentId)
        .select(['id', 'name'])
        .orderBy('name')
        .execute(),
    async upsertClasses(rows, ids) {
      const given = JSON.stringify([...new Map(rows.map((row) => [row.name, row])).values()]);
      const areas = new Set(rows.flatMap(({ areaName }) => (areaName === null ? [] : [areaName])));
      await insertRows(
        context,
        'area',
        [...areas].map((name) => ({ department_id: departmentId, id: ids.next(), name })),
        'on conflict (department_id, name) do nothing',
      );
      await sql`
        insert into class (department_id, id, name, grade, major, area_id)
        select ${departmentId}::uuid, (row ->> 'id')::uuid, row ->> 'name', row ->> 'grade', row ->> 'major', area.id
        from jsonb_array_elements(${given}::jsonb) row
        left join area on area.department_id = ${departmentId}::uuid and area.name = row ->> 'areaName'
        on conflict (department_id, name) do update
          set grade = excluded.grade, major = excluded.major, area_id = excluded.area_id`.execute(db);
    },
    async found(search) {
      const { rows } = await sql<{ id: string }>`
        select id from student where department_id = ${departmentId}::uuid and id in (${foundStudents(search)})`.execute(
        db,
      );
      return new Set(rows.map(({ id }) => id));
    },
    async student(studentId) {
      const row = await fromStudents(context)
        .where('student.id', '=', studentId)
        .select(STUDENT)
        .executeTakeFirst();
      return row ? toStudent(row) : null;
    },
    async studentsByNo(studentNos) {
      const rows = await fromStudents(context)
        .where('student.student_no', '=', texts(studentNos))
        .select(STUDENT)
        .execute();
      return new Map(rows.map((row) => [row.studentNo, toStudent(row)]));
    },
    async students(filter, skip, limit) {
      const rows = await fromStudents(context)
        .where(matches(filter))
        .select(STUDENT)
        .orderBy('student.student_no')
        .offset(skip)
        .limit(limit)
        .execute();
      return rows.map(toStudent);
    },
    async countStudents(filter) {
      const { count } = await fromStudents(context)
        .where(matches(filter))
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
    upsertStudents: (rows) => upsertStudents(rows, context),
    async sensitive(studentId) {
      const [record] = (await sensitiveOf([studentId], context)).values();
      return record ?? null;
    },
    sensitiveOf: (studentIds) => sensitiveOf(studentIds, context),
    async staff() {
      const people = await db
        .selectFrom('person')
        .where('department_id', '=', departmentId)
        .select(['id', 'name', 'work_no as workNo'])
        .orderBy('work_no')
        .execute();
      const held = new Map<string, Assignment[]>(people.map(({ id }) => [id, []]));
      for (const assignment of await selectAssignments(context).execute()) {
        held.get(assignment.personId)?.push(assignment);
      }
      return people.map((person) => ({
        person,
        assignments: (held.get(person.id) ?? []).sort(byRoleWeight),
      }));
    },
    async upsertStaff(rows) {
      const people = new Map(rows.map(({ person }) => [person.workNo, person]));
      await insertRows(
        context,
        'person',
        [...people.values()].map(({ id, workNo, name }) => ({
          department_id: departmentId,
          id,
          work_no: workNo,
          name,
        })),
        'on conflict (department_id, work_no) do update set name = excluded.name',
      );
      await spellNames(
        rows.map(({ person }) => person.name),
        context,
      );
      const keyed = new Map(
        rows.map(({ person, assignment }) => [
          JSON.stringify([
            person.workNo,
            assignment.role,
            assignment.classId,
            assignment.areaId,
            assignment.firstDay,
          ]),
          { workNo: person.workNo, ...assignment },
        ]),
      );
      // By 工号: another import may have added the person under another id.
      await sql`
        insert into assignment (department_id, id, person_id, role, class_id, area_id, first_day, last_day)
        select person.department_id, (row ->> 'id')::uuid, person.id, row ->> 'role', (row ->> 'classId')::uuid,
          (row ->> 'areaId')::uuid, (row ->> 'firstDay')::date, (row ->> 'lastDay')::date
        from jsonb_array_elements(${JSON.stringify([...keyed.values()])}::jsonb) row
        join person on person.department_id = ${departmentId}::uuid and person.work_no = row ->> 'workNo'
        on conflict (department_id, person_id, role, class_id, area_id, first_day)
          do update set last_day = excluded.last_day`.execute(db);
    },
  };
};

/** The beginning of the 学号, or a name as `nameKeys` spells it; and the class. */
export function matches({ search, classId }: StudentFilter) {
  return sql<boolean>`${
    search === undefined ? sql`true` : sql`student.id in (${foundStudents(search)})`
  } and ${classId === undefined ? sql`true` : sql`student.class_id = ${classId}::uuid`}`;
}

/** An absent key keeps what is stored, an explicit null clears it: hence JSON's `?`. */
async function upsertStudents(rows: readonly StudentUpsert[], context: Context): Promise<void> {
  const {
    db,
    actor: { departmentId },
  } = context;
  if (rows.length === 0) return;
  const given = JSON.stringify([...new Map(rows.map((row) => [row.studentNo, row])).values()]);
  await sql`
    update student set
      name = row ->> 'name',
      gender = case when row ? 'gender' then row ->> 'gender' else student.gender end,
      native_place = case when row ? 'nativePlace' then row ->> 'nativePlace' else student.native_place end,
      class_id = case when row ? 'classId' then (row ->> 'classId')::uuid else student.class_id end
    from jsonb_array_elements(${given}::jsonb) row
    where student.department_id = ${departmentId}::uuid and student.student_no = row ->> 'studentNo'`.execute(
    db,
  );
  await sql`
    insert into student (department_id, id, student_no, name, gender, native_place, class_id)
    select ${departmentId}::uuid, (row ->> 'id')::uuid, row ->> 'studentNo', row ->> 'name', row ->> 'gender',
      row ->> 'nativePlace', (row ->> 'classId')::uuid
    from jsonb_array_elements(${given}::jsonb) row
    on conflict (department_id, student_no) do nothing`.execute(db);
  await spellNames(
    rows.map(({ name }) => name),
    context,
  );
  await upsertSensitive(rows, context);
}

/** A text that says the same keeps its seal, so that an import changes only what it changes. */
async function upsertSensitive(rows: readonly StudentUpsert[], context: Context): Promise<void> {
  const { db, actor, sealed } = context;
  const given = new Map(
    rows.flatMap(({ studentNo, sensitive }) => (sensitive ? [[studentNo, sensitive] as const] : [])),
  );
  if (given.size === 0) return;
  const students = await db
    .selectFrom('student')
    .where('department_id', '=', actor.departmentId)
    .where('student_no', '=', texts([...given.keys()]))
    .select(['id', 'student_no as studentNo'])
    .execute();
  const stored = await storedSensitive(
    students.map(({ id }) => id),
    context,
  );
  const sealer = await sealed.toSeal();
  const written = students.map(({ id, studentNo }) => {
    const held = stored.get(id);
    const column = (name: SensitiveColumn) => {
      const text = given.get(studentNo)?.[name] ?? null;
      const before = held?.[name] ?? null;
      return before !== null && sealer.open('student_sensitive', name, id, before) === text
        ? before
        : sealer.seal('student_sensitive', name, id, text);
    };
    return {
      department_id: actor.departmentId,
      student_id: id,
      family: column('family'),
      contact: column('contact'),
      guardians: column('guardians'),
    };
  });
  await insertRows(
    context,
    'student_sensitive',
    written,
    `on conflict (department_id, student_id) do update
      set family = excluded.family, contact = excluded.contact, guardians = excluded.guardians`,
  );
}

type SensitiveColumn = 'family' | 'contact' | 'guardians';

async function sensitiveOf(
  studentIds: readonly string[],
  context: Context,
): Promise<ReadonlyMap<string, StudentSensitiveRecord>> {
  const stored = await storedSensitive(studentIds, context);
  const opener = await context.sealed.toOpen();
  const open = (id: string, name: SensitiveColumn, value: string | null) =>
    opener.open('student_sensitive', name, id, value);
  return new Map(
    [...stored].map(([id, { family, contact, guardians }]) => [
      id,
      {
        family: open(id, 'family', family),
        contact: open(id, 'contact', contact),
        guardians: open(id, 'guardians', guardians),
      },
    ]),
  );
}

/** As it is stored, sealed. */
async function storedSensitive(
  studentIds: readonly string[],
  { db, actor }: Context,
): Promise<ReadonlyMap<string, StudentSensitiveRecord>> {
  const rows = await db
    .selectFrom('student_sensitive')
    .where('department_id', '=', actor.departmentId)
    .where('student_id', '=', uuids(studentIds))
    .select(['student_id as studentId', 'family', 'contact', 'guardians'])
    .execute();
  return new Map(rows.map(({ studentId, ...record }) => [studentId, record]));
}
