-- Students, what is sensitive of them in a table of its own, and stored files.

create table xueye.student (
  department_id uuid not null references xueye.department,
  id uuid not null,
  student_no text collate "C" not null check (btrim(student_no) <> ''),
  name text not null check (btrim(name) <> ''),
  gender text,
  native_place text,
  class_id uuid,
  primary key (department_id, id),
  unique (department_id, student_no),
  foreign key (department_id, class_id) references xueye.class
);
create index student_class on xueye.student (department_id, class_id, student_no);

create table xueye.student_sensitive (
  department_id uuid not null references xueye.department,
  student_id uuid not null,
  family text,
  contact text,
  guardians text,
  primary key (department_id, student_id),
  foreign key (department_id, student_id) references xueye.student
);

create table xueye.file_object (
  department_id uuid not null references xueye.department,
  id uuid not null,
  path text not null check (btrim(path) <> ''),
  file_name text not null check (btrim(file_name) <> ''),
  purpose text not null check (purpose in ('import', 'paper')),
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, path),
  foreign key (department_id, created_by) references xueye.person
);

-- Students of the classes in reach.
create function xueye.reach_students() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select student.id from student
    where student.department_id = app_department() and student.class_id in (select reach_classes());
end $$;
revoke execute on function xueye.reach_students() from public;
grant execute on function xueye.reach_students() to xueye_app;

alter table xueye.student enable row level security;
create policy read_reached on xueye.student for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or class_id in (select xueye.reach_classes()))
  );
create policy office_adds on xueye.student for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.student for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (name, gender, native_place, class_id) on xueye.student to xueye_app;

alter table xueye.student_sensitive enable row level security;
create policy read_reached on xueye.student_sensitive for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy office_adds on xueye.student_sensitive for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.student_sensitive for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (family, contact, guardians) on xueye.student_sensitive to xueye_app;

create trigger append_only before update or delete or truncate on xueye.file_object
  for each statement execute function xueye.refuse_change();
alter table xueye.file_object enable row level security;
-- A printed paper holds what its student's record holds: only who had it made finds it again.
create policy read_own on xueye.file_object for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.sees_staff())
    and (created_by = (select xueye.app_person()) or (purpose = 'import' and (select xueye.sees_department())))
  );
create policy staff_adds on xueye.file_object for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_staff())
    and created_by = (select xueye.app_person())
    and (purpose = 'paper' or (select xueye.is_office()))
  );
grant select, insert on xueye.file_object to xueye_app;
