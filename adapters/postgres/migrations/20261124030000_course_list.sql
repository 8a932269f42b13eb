-- The course list 课程目录: credits and natures for exports without these columns. Each import adds versions
-- of its courses; in force is, by code, the newest one of an import that was not taken back.

create table xueye.course_entry (
  department_id uuid not null references xueye.department,
  -- Made in time order: the greatest of a code is its newest version.
  id uuid not null,
  import_id uuid not null,
  code text collate "C" not null check (btrim(code) <> ''),
  name text,
  -- Integer of 1/100.
  credit integer not null check (credit >= 0),
  nature text,
  primary key (department_id, id),
  unique (department_id, import_id, code),
  foreign key (department_id, import_id) references xueye.import_batch
);
create index course_entry_newest on xueye.course_entry (department_id, code, id desc);
create trigger append_only before update or delete or truncate on xueye.course_entry
  for each statement execute function xueye.refuse_change();

alter table xueye.course_entry enable row level security;
create policy department_reads on xueye.course_entry for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.course_entry for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert on xueye.course_entry to xueye_app;
