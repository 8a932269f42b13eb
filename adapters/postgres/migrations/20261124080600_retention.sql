-- How long each kind of data is kept, as the department decided it, and what the job that keeps to it has
-- done. The job runs with the owner's rights in a function of its own; the application never deletes.

create table xueye.retention_rule (
  department_id uuid not null references xueye.department,
  id uuid not null,
  kind text not null check (
    kind in ('imports', 'papers', 'photos', 'reminders', 'codes', 'applications', 'students')
  ),
  -- null: never.
  months integer check (months between 1 and 1200),
  -- In whose name the job works.
  set_by uuid not null,
  set_role text not null check (set_role in ('leader', 'office')),
  set_on date not null,
  set_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, set_by) references xueye.person
);
create index retention_rule_kind on xueye.retention_rule (department_id, kind, set_at desc, id desc);
create trigger append_only before update or delete or truncate on xueye.retention_rule
  for each statement execute function xueye.refuse_change();

-- What a day's job did of each kind; without an end it is taken up by the next run.
create table xueye.retention_run (
  department_id uuid not null references xueye.department,
  day date not null,
  kind text not null,
  removed integer not null default 0 check (removed >= 0),
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (department_id, day, kind)
);

alter table xueye.retention_rule enable row level security;
create policy department_reads on xueye.retention_rule for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy leader_sets on xueye.retention_rule for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and set_by = (select xueye.app_person())
    and set_role = 'leader'
    and set_on = (select xueye.app_today())
  );
grant select, insert on xueye.retention_rule to xueye_app;

alter table xueye.retention_run enable row level security;
create policy department_reads on xueye.retention_run for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
grant select on xueye.retention_run to xueye_app;

-- Append-only for everybody but the job: it says so, and is not the application.
create function xueye.refuse_but_retention() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if current_setting('app.retention', true) = 'on' and current_user <> 'xueye_app' and tg_op <> 'TRUNCATE' then
    return null;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', table = tg_table_name;
end $$;
revoke execute on function xueye.refuse_but_retention() from public;
grant execute on function xueye.refuse_but_retention() to xueye_app;

drop trigger append_only on xueye.file_object;
create trigger append_only before update or delete or truncate on xueye.file_object
  for each statement execute function xueye.refuse_but_retention();
drop trigger append_only on xueye.import_row;
create trigger append_only before update or delete or truncate on xueye.import_row
  for each statement execute function xueye.refuse_but_retention();
drop trigger append_only on xueye.import_rejection;
create trigger append_only before update or delete or truncate on xueye.import_rejection
  for each statement execute function xueye.refuse_but_retention();
drop trigger append_only on xueye.import_change;
create trigger append_only before delete or truncate on xueye.import_change
  for each statement execute function xueye.refuse_but_retention();
drop trigger append_only on xueye.reminder_stage;
create trigger append_only before update or delete or truncate on xueye.reminder_stage
  for each statement execute function xueye.refuse_but_retention();
drop trigger append_only on xueye.reminder_credit_event;
create trigger append_only before update or delete or truncate on xueye.reminder_credit_event
  for each statement execute function xueye.refuse_but_retention();
drop trigger never_deleted on xueye.reminder_message;
create trigger never_deleted before delete or truncate on xueye.reminder_message
  for each statement execute function xueye.refuse_but_retention();
drop trigger never_deleted on xueye.activation_code;
create trigger never_deleted before delete or truncate on xueye.activation_code
  for each statement execute function xueye.refuse_but_retention();

-- A photo is known from the moment that a place was asked for it: one that no report names can be found.
alter table xueye.file_object drop constraint file_object_purpose_check;
alter table xueye.file_object add constraint file_object_purpose_check
  check (purpose in ('import', 'paper', 'photo'));
create policy anyone_photographs on xueye.file_object for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and created_by = (select xueye.app_person())
    and purpose = 'photo'
    and path = department_id || '/referrals/' || created_by || '/' || id
  );

-- The file itself is gone from the bucket; its name and who brought it stay.
alter table xueye.file_object add column removed_on date;
-- Rows, rejections and before-images are gone: nothing is left to take back.
alter table xueye.import_batch add column emptied_on date;

drop trigger never_deleted on xueye.volunteer_application;
create trigger never_deleted before delete or truncate on xueye.volunteer_application
  for each statement execute function xueye.refuse_but_retention();
drop trigger append_only on xueye.application_step;
create trigger append_only before update or delete or truncate on xueye.application_step
  for each statement execute function xueye.refuse_but_retention();

create or replace function xueye.refuse_settled_import() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  kept import_batch := new;
begin
  kept.emptied_on := old.emptied_on;
  if current_setting('app.retention', true) = 'on' and current_user <> 'xueye_app' and kept is not distinct from old then
    return new;
  end if;
  if old.state <> 'previewed' or new.state = 'previewed' then
    raise exception 'a settled import stays as it is'
      using errcode = 'restrict_violation', table = 'import_batch';
  end if;
  return new;
end $$;

alter policy staff_adds on xueye.file_object
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_staff())
    and created_by = (select xueye.app_person())
    and (purpose = 'paper' or (purpose = 'import' and (select xueye.is_office())))
  );
