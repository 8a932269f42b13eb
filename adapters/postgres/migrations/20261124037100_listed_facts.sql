-- The lists beside the grades (art. 3): absences, disciplinary actions, the academic office's warnings,
-- referrals on paper. Versions as of grades: appended, superseded once, withdrawn by a rollback.

alter table xueye.import_batch drop constraint import_batch_kind_check;
alter table xueye.import_batch add constraint import_batch_kind_check check (kind in (
  'grades', 'courses', 'absences', 'discipline', 'warnings', 'referrals',
  'classes', 'areas', 'students', 'staff', 'offerings', 'volunteers'
));

-- Whose row it is, where a row that cannot be taken leaves a doubt about its student.
alter table xueye.import_rejection add column student_no text collate "C";

create table xueye.listed_fact (
  department_id uuid not null references xueye.department,
  id uuid not null,
  kind text not null check (kind in ('absences', 'discipline', 'warnings', 'referrals')),
  student_id uuid not null,
  import_id uuid not null,
  -- Begins with the kind.
  row_key text collate "C" not null,
  content_hash text not null,
  superseded_by uuid,
  file_name text not null,
  row_no integer not null,
  -- null: the list is not by semester.
  term text check (term ~ '^\d{4}-\d{4}-[123]$'),
  payload jsonb not null,
  is_withdrawn boolean not null default false,
  rollback_id uuid,
  primary key (department_id, id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, import_id) references xueye.import_batch,
  -- The old version names the new one before that is written.
  foreign key (department_id, superseded_by) references xueye.listed_fact deferrable initially deferred,
  foreign key (department_id, rollback_id) references xueye.import_rollback deferrable initially deferred,
  check (superseded_by <> id),
  constraint withdrawn_by_a_rollback check (not is_withdrawn or rollback_id is not null),
  constraint key_says_the_kind check (row_key like kind || '|%'),
  constraint semester_of_all_but_discipline check ((kind = 'discipline') = (term is null))
);
create unique index listed_fact_current on xueye.listed_fact (department_id, student_id, row_key)
  where superseded_by is null;
create index listed_fact_import on xueye.listed_fact (department_id, import_id);

create function xueye.refuse_rewritten_fact() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  kept xueye.listed_fact := new;
begin
  kept.superseded_by := old.superseded_by;
  if old.superseded_by is not null or kept is distinct from old then
    raise exception 'a row of a list is superseded once and never rewritten'
      using errcode = 'restrict_violation', table = 'listed_fact';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_rewritten_fact() from public;
create trigger superseded_once before update on xueye.listed_fact
  for each row execute function xueye.refuse_rewritten_fact();
create trigger never_deleted before delete or truncate on xueye.listed_fact
  for each statement execute function xueye.refuse_change();

alter table xueye.listed_fact enable row level security;
create policy read_reached on xueye.listed_fact for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy office_adds on xueye.listed_fact for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_supersedes on xueye.listed_fact for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (superseded_by) on xueye.listed_fact to xueye_app;
