-- 教学班 with the classes that sit in them, and what 学业帮扶志愿者 can help with. Kept as they stand; what
-- an import changes is kept as it was before it, as for the rest of the roster.

create table xueye.teaching_offering (
  department_id uuid not null references xueye.department,
  id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  course_code text collate "C" not null check (btrim(course_code) <> ''),
  course_name text not null check (btrim(course_name) <> ''),
  teacher_id uuid not null,
  primary key (department_id, id),
  unique (department_id, term, course_code, teacher_id),
  foreign key (department_id, teacher_id) references xueye.person
);
create index teaching_offering_teacher on xueye.teaching_offering (department_id, teacher_id, term);

create table xueye.offering_class (
  department_id uuid not null references xueye.department,
  id uuid not null,
  offering_id uuid not null,
  class_id uuid not null,
  -- It sat in it by an earlier file.
  is_withdrawn boolean not null,
  primary key (department_id, id),
  unique (department_id, offering_id, class_id),
  foreign key (department_id, offering_id) references xueye.teaching_offering,
  foreign key (department_id, class_id) references xueye.class
);
create index offering_class_class on xueye.offering_class (department_id, class_id);

create table xueye.volunteer (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  class_name text,
  -- Names, at least one.
  courses jsonb not null check (jsonb_typeof(courses) = 'array' and jsonb_array_length(courses) > 0),
  free_time text,
  contact text,
  primary key (department_id, id),
  unique (department_id, person_id),
  foreign key (department_id, person_id) references xueye.person
);

create trigger import_change after insert or update on xueye.teaching_offering
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');
create trigger import_change after insert or update on xueye.offering_class
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');
create trigger import_change after insert or update on xueye.volunteer
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');

-- A teacher's own offerings, while they teach.
create function xueye.teaches(asked_offering uuid) returns boolean
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return exists (
    select from teaching_offering
    where department_id = app_department() and id = asked_offering
      and teacher_id = app_person() and app_role() = 'teacher'
  );
end $$;
revoke execute on function xueye.teaches(uuid) from public;
grant execute on function xueye.teaches(uuid) to xueye_app;

alter table xueye.teaching_offering enable row level security;
create policy read_own on xueye.teaching_offering for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (teacher_id = (select xueye.app_person()) and (select xueye.app_role()) = 'teacher')
    )
  );
create policy office_adds on xueye.teaching_offering for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.teaching_offering for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (course_name) on xueye.teaching_offering to xueye_app;

alter table xueye.offering_class enable row level security;
create policy read_own on xueye.offering_class for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or xueye.teaches(offering_id))
  );
create policy office_adds on xueye.offering_class for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.offering_class for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (is_withdrawn) on xueye.offering_class to xueye_app;

alter table xueye.volunteer enable row level security;
create policy read_own on xueye.volunteer for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) = 'volunteer')
    )
  );
create policy office_adds on xueye.volunteer for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.volunteer for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (class_name, courses, free_time, contact) on xueye.volunteer to xueye_app;
