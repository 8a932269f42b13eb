import { sql } from 'kysely';
import type { Offering, OfferingRepository, VolunteerRepository } from '#core/application/ports';
import { type Context, insertRows } from './context';

export const offeringRepository = (context: Context): OfferingRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async list() {
      const { rows } = await sql<Offering>`
        select held.id, held.term, held.course_code as "courseCode", held.course_name as "courseName",
          jsonb_build_object('id', person.id, 'name', person.name, 'workNo', person.work_no) as teacher,
          coalesce((
            select jsonb_agg(jsonb_build_object('id', class.id, 'name', class.name) order by class.name)
            from offering_class seat
            join class on class.department_id = seat.department_id and class.id = seat.class_id
            where seat.department_id = held.department_id and seat.offering_id = held.id
              and not seat.is_withdrawn
          ), '[]'::jsonb) as classes
        from teaching_offering held
        join person on person.department_id = held.department_id and person.id = held.teacher_id
        where held.department_id = ${department_id}::uuid
        order by held.term, held.course_code, person.work_no`.execute(db);
      return rows;
    },
    async upsert(rows) {
      await insertRows(
        context,
        'teaching_offering',
        rows.map(({ id, term, courseCode, courseName, teacherId }) => ({
          department_id,
          id,
          term,
          course_code: courseCode,
          course_name: courseName,
          teacher_id: teacherId,
        })),
        'on conflict (department_id, term, course_code, teacher_id) do update set course_name = excluded.course_name',
      );
      // By their keys: another import may have added the offering under another id.
      const given = JSON.stringify(rows);
      await sql`
        insert into offering_class (department_id, id, offering_id, class_id, is_withdrawn)
        select held.department_id, (seat ->> 'id')::uuid, held.id, (seat ->> 'classId')::uuid, false
        from jsonb_array_elements(${given}::jsonb) row
        join teaching_offering held on held.department_id = ${department_id}::uuid
          and held.term = row ->> 'term' and held.course_code = row ->> 'courseCode'
          and held.teacher_id = (row ->> 'teacherId')::uuid
        cross join lateral jsonb_array_elements(row -> 'classes') seat
        on conflict (department_id, offering_id, class_id) do update set is_withdrawn = false`.execute(db);
      await sql`
        update offering_class seat set is_withdrawn = true
        from jsonb_array_elements(${given}::jsonb) row
        join teaching_offering held on held.department_id = ${department_id}::uuid
          and held.term = row ->> 'term' and held.course_code = row ->> 'courseCode'
          and held.teacher_id = (row ->> 'teacherId')::uuid
        where seat.department_id = ${department_id}::uuid and seat.offering_id = held.id
          and not seat.is_withdrawn
          and not row -> 'classes' @> jsonb_build_array(jsonb_build_object('classId', seat.class_id))`.execute(
        db,
      );
    },
  };
};

export const volunteerRepository = (context: Context): VolunteerRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async list() {
      const rows = await db
        .selectFrom('volunteer')
        .where('department_id', '=', department_id)
        .select([
          'id',
          'person_id as personId',
          'class_name as className',
          'courses',
          'free_time as freeTime',
          'contact',
        ])
        .orderBy('id')
        .execute();
      // The column holds what `upsert` was given.
      return rows.map(({ courses, ...record }) => ({ ...record, courses: courses as readonly string[] }));
    },
    async upsert(rows) {
      await insertRows(
        context,
        'volunteer',
        rows.map(({ id, personId, className, courses, freeTime, contact }) => ({
          department_id,
          id,
          person_id: personId,
          class_name: className,
          courses,
          free_time: freeTime,
          contact,
        })),
        `on conflict (department_id, person_id) do update set class_name = excluded.class_name,
          courses = excluded.courses, free_time = excluded.free_time, contact = excluded.contact`,
      );
    },
  };
};
