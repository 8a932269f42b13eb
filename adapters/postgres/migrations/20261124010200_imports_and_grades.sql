-- Imports with their staged and rejected rows, and the grade rows that applying them leaves.

create table xueye.import_batch (
  department_id uuid not null references xueye.department,
  id uuid not null,
  kind text not null check (kind in ('grades', 'classes', 'students', 'staff')),
  file_name text not null,
  file_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  layout text not null,
  mapping jsonb not null,
  terms jsonb not null,
  state text not null check (state in ('previewed', 'applied', 'discarded')),
  rows_read integer not null check (rows_read >= 0),
  students integer not null check (students >= 0),
  count_new integer not null check (count_new >= 0),
  count_changed integer not null check (count_changed >= 0),
  count_unchanged integer not null check (count_unchanged >= 0),
  count_rejected integer not null check (count_rejected >= 0),
  unknown_students jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  -- Applied or discarded.
  settled_at timestamptz,
  primary key (department_id, id),
  foreign key (department_id, file_id) references xueye.file_object,
  foreign key (department_id, created_by) references xueye.person,
  constraint settled_has_a_time check ((state = 'previewed') = (settled_at is null))
);
create index import_batch_newest on xueye.import_batch (department_id, created_at desc, id desc);

-- A settled import is history.
create function xueye.refuse_settled_import() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if old.state <> 'previewed' or new.state = 'previewed' then
    raise exception 'a settled import stays as it is'
      using errcode = 'restrict_violation', table = 'import_batch';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_settled_import() from public;
create trigger settled_stays before update on xueye.import_batch
  for each row execute function xueye.refuse_settled_import();
create trigger never_deleted before delete or truncate on xueye.import_batch
  for each statement execute function xueye.refuse_change();

create table xueye.import_row (
  department_id uuid not null references xueye.department,
  import_id uuid not null,
  position integer not null,
  row_no integer not null,
  change text not null check (change in ('new', 'changed', 'unchanged')),
  payload jsonb not null,
  primary key (department_id, import_id, position),
  foreign key (department_id, import_id) references xueye.import_batch
);
create trigger append_only before update or delete or truncate on xueye.import_row
  for each statement execute function xueye.refuse_change();

create table xueye.import_rejection (
  department_id uuid not null references xueye.department,
  import_id uuid not null,
  position integer not null,
  file_name text not null,
  row_no integer not null,
  column_name text not null,
  value text not null,
  reason text not null,
  primary key (department_id, import_id, position),
  foreign key (department_id, import_id) references xueye.import_batch
);
create trigger append_only before update or delete or truncate on xueye.import_rejection
  for each statement execute function xueye.refuse_change();

-- One version of one row of an export; the one that nothing supersedes is current.
create table xueye.grade_row (
  department_id uuid not null references xueye.department,
  id uuid not null,
  student_id uuid not null,
  import_id uuid not null,
  row_key text collate "C" not null,
  content_hash text not null,
  superseded_by uuid,
  file_name text not null,
  row_no integer not null,
  student_no text collate "C" not null,
  student_name text,
  class_name text,
  term text not null,
  course_code text not null,
  course_name text not null,
  nature text not null,
  -- Integers of 1/100.
  credit integer not null check (credit >= 0),
  point integer check (point >= 0),
  score text,
  resit_score text,
  retake_score text,
  is_retake boolean not null,
  is_minor boolean not null,
  is_void boolean not null,
  exam_kind text check (exam_kind in ('regular', 'resit', 'retake')),
  remark text,
  primary key (department_id, id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, import_id) references xueye.import_batch,
  -- The old version names the new one before that is written.
  foreign key (department_id, superseded_by) references xueye.grade_row deferrable initially deferred,
  check (superseded_by <> id)
);
create unique index grade_row_current on xueye.grade_row (department_id, student_id, row_key)
  where superseded_by is null;
create index grade_row_current_term on xueye.grade_row (department_id, term) where superseded_by is null;
create index grade_row_import on xueye.grade_row (department_id, import_id);

create function xueye.refuse_rewritten_grade() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  kept xueye.grade_row := new;
begin
  kept.superseded_by := old.superseded_by;
  if old.superseded_by is not null or kept is distinct from old then
    raise exception 'a grade row is superseded once and never rewritten'
      using errcode = 'restrict_violation', table = 'grade_row';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_rewritten_grade() from public;
create trigger superseded_once before update on xueye.grade_row
  for each row execute function xueye.refuse_rewritten_grade();
create trigger never_deleted before delete or truncate on xueye.grade_row
  for each statement execute function xueye.refuse_change();

alter table xueye.import_batch enable row level security;
create policy department_reads on xueye.import_batch for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.import_batch for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and created_by = (select xueye.app_person())
  );
create policy office_settles on xueye.import_batch for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert,
  update (state, settled_at, count_new, count_changed, count_unchanged, count_rejected)
  on xueye.import_batch to xueye_app;

alter table xueye.import_row enable row level security;
create policy department_reads on xueye.import_row for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.import_row for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert on xueye.import_row to xueye_app;

alter table xueye.import_rejection enable row level security;
create policy department_reads on xueye.import_rejection for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.import_rejection for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert on xueye.import_rejection to xueye_app;

alter table xueye.grade_row enable row level security;
create policy read_reached on xueye.grade_row for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy office_adds on xueye.grade_row for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_supersedes on xueye.grade_row for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (superseded_by) on xueye.grade_row to xueye_app;
