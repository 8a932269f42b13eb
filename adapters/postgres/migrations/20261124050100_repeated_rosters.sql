-- The last applied roster that says again, or changed, what the asked import wrote: it stands on that import
-- and is the first to be taken back. No row: none does. An assignment is known by person, role and scope,
-- since a list of areas names no first day.

create function xueye.later_roster_file(asked_import uuid) returns table (file text, did text)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  with asked as (
    select * from import_batch
    where department_id = app_department() and id = asked_import and is_office()
  ), touched as (
    select distinct c.table_name, c.row_id, case c.table_name
      when 'area' then jsonb_build_array('area', c.after ->> 'name')
      when 'class' then jsonb_build_array('class', c.after ->> 'name')
      when 'student' then jsonb_build_array('student', c.after ->> 'student_no')
      when 'student_sensitive' then jsonb_build_array('student', (
        select s.student_no from student s where s.department_id = c.department_id and s.id = c.row_id
      ))
      when 'person' then jsonb_build_array('person', c.after ->> 'work_no')
      when 'volunteer' then jsonb_build_array('person', whose.work_no)
      when 'assignment' then jsonb_build_array(
        'assignment', whose.work_no, c.after ->> 'role', coalesce(
          (select k.name from class k where k.department_id = c.department_id and k.id = (c.after ->> 'class_id')::uuid),
          (select a.name from area a where a.department_id = c.department_id and a.id = (c.after ->> 'area_id')::uuid),
          ''
        )
      )
      when 'teaching_offering' then jsonb_build_array(
        'offering', c.after ->> 'term', c.after ->> 'course_code', whose.work_no
      )
      when 'offering_class' then (
        select jsonb_build_array('offering', o.term, o.course_code, p.work_no)
        from teaching_offering o
        join person p on p.department_id = o.department_id and p.id = o.teacher_id
        where o.department_id = c.department_id and o.id = (c.after ->> 'offering_id')::uuid
      )
    end as said
    from asked
    join import_change c on c.department_id = asked.department_id and c.import_id = asked.id
    left join person whose on whose.department_id = c.department_id
      and whose.id = coalesce(c.after ->> 'person_id', c.after ->> 'teacher_id')::uuid
  ), later as (
    select b.* from asked
    join import_batch b on b.department_id = asked.department_id and b.state = 'applied'
      and (b.settled_at, b.id) > (asked.settled_at, asked.id)
    where b.kind in ('classes', 'areas', 'students', 'staff', 'offerings', 'volunteers')
      and not exists (
        select from import_rollback undone where undone.department_id = b.department_id and undone.import_id = b.id
      )
  ), says as (
    select distinct later.id, one.said
    from later
    join import_row r on r.department_id = later.department_id and r.import_id = later.id
    cross join lateral (
      select jsonb_build_array('class', r.payload ->> 'name') as said where later.kind = 'classes'
      union all
      select jsonb_build_array('area', r.payload ->> 'area')
      where later.kind = 'classes' and r.payload ->> 'area' is not null
      union all
      select jsonb_build_array('area', r.payload ->> 'name') where later.kind = 'areas'
      union all
      select jsonb_build_array('class', name)
      from jsonb_array_elements_text(case later.kind when 'areas' then r.payload -> 'classNames' else '[]' end) name
      union all
      select jsonb_build_array('assignment', r.payload ->> 'workNo', 'counselor', r.payload ->> 'name')
      where later.kind = 'areas' and r.payload ->> 'workNo' is not null
      union all
      select jsonb_build_array('student', r.payload ->> 'studentNo') where later.kind = 'students'
      union all
      select jsonb_build_array('person', r.payload ->> 'workNo') where later.kind = 'staff'
      union all
      select jsonb_build_array('assignment', r.payload ->> 'workNo', r.payload ->> 'role', scope)
      from jsonb_array_elements_text(case
        when later.kind <> 'staff' then '[]'
        when r.payload ->> 'role' in ('adviser', 'counselor') then r.payload -> 'scopes'
        else '[""]'
      end) scope
      union all
      select jsonb_build_array('person', r.payload ->> 'studentNo') where later.kind = 'volunteers'
      union all
      select jsonb_build_array('assignment', r.payload ->> 'studentNo', 'volunteer', '')
      where later.kind = 'volunteers'
      union all
      select jsonb_build_array('offering', r.payload ->> 'term', r.payload ->> 'courseCode', r.payload ->> 'workNo')
      where later.kind = 'offerings'
    ) one
  )
  select later.file_name, standing.did
  from touched
  join says using (said)
  join later on later.id = says.id
  cross join lateral (
    select case when exists (
      select from import_change again
      where again.department_id = later.department_id and again.import_id = later.id
        and again.table_name = touched.table_name and again.row_id = touched.row_id
    ) then 'changed' else 'repeated' end as did
  ) standing
  order by later.settled_at desc, later.id desc, standing.did
  limit 1
$$;
revoke execute on function xueye.later_roster_file(uuid) from public;
grant execute on function xueye.later_roster_file(uuid) to xueye_app;
