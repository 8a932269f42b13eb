-- 家长: who they are, by whom and since when each number is on file; calls; what the leader waives (reading §6).
-- All only added to. What names a person is sealed by the application.

create table xueye.guardian_entry (
  department_id uuid not null references xueye.department,
  id uuid not null,
  -- The same in each entry of one guardian; the one with the highest ordinal is in force.
  guardian_id uuid not null,
  student_id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  name text not null,
  relation text not null
    check (relation in ('father', 'mother', 'grandfather', 'grandmother', 'other-relative', 'other')),
  phone text not null,
  address text not null,
  preference text not null,
  standing text not null check (standing in ('reachable', 'estranged', 'deceased')),
  is_preferred boolean not null,
  source text not null check (source in ('school-file', 'guardian', 'student')),
  -- Why it was corrected; of the first entry empty.
  reason text not null,
  entered_by uuid not null,
  entered_role text not null check (entered_role in ('office', 'counselor', 'adviser')),
  entered_on date not null,
  entered_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, guardian_id, ordinal),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, entered_by) references xueye.person
);
create index guardian_entry_student on xueye.guardian_entry (department_id, student_id);

create table xueye.parent_call (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  called_on date not null,
  phone text not null,
  reached boolean not null,
  failure text check (failure in ('no-answer', 'busy', 'wrong-number', 'hung-up')),
  who text not null,
  identity_passed boolean,
  -- As the number stood when the call was filed; null: on file from before the warning, not by the student.
  doubt text check (doubt in ('unknown', 'by-student', 'after-warning')),
  told text not null,
  answer text not null,
  next text not null,
  author_id uuid not null,
  author_role text not null check (author_role in ('adviser', 'counselor')),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  constraint never_in_the_future check (called_on <= filed_on),
  constraint failed_for_a_cause check (reached = (failure is null)),
  constraint identity_of_who_answered check (reached = (identity_passed is not null))
);
create index parent_call_case on xueye.parent_call (department_id, case_id, called_on);
create index parent_call_student on xueye.parent_call (department_id, student_id);

create table xueye.duty_waiver (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  kind text not null check (kind in ('phone-parents')),
  reason text not null,
  waived_on date not null,
  waived_at timestamptz not null,
  waived_by uuid not null,
  primary key (department_id, id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, waived_by) references xueye.person
);
create index duty_waiver_case on xueye.duty_waiver (department_id, case_id);
create index duty_waiver_student on xueye.duty_waiver (department_id, student_id);

create trigger append_only before delete or truncate on xueye.guardian_entry
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.guardian_entry
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.guardian_entry
  for each row execute function xueye.refuse_but_sealing('name', 'phone', 'address', 'preference', 'reason');
create trigger append_only before delete or truncate on xueye.parent_call
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.parent_call
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.parent_call
  for each row execute function xueye.refuse_but_sealing('phone', 'who', 'told', 'answer', 'next');
create trigger append_only before delete or truncate on xueye.duty_waiver
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.duty_waiver
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.duty_waiver
  for each row execute function xueye.refuse_but_sealing('reason');

-- What the imported student lists said of a student's guardians, sealed as it was, and on which day each
-- list was applied; what was taken back never counted.
create function xueye.roster_guardians(asked_student uuid)
returns table (guardians text, since date)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select change.after ->> 'guardians', (batch.settled_at at time zone 'Asia/Shanghai')::date
    from import_change change
    join import_batch batch on batch.department_id = change.department_id and batch.id = change.import_id
    where change.department_id = app_department()
      and change.table_name = 'student_sensitive'
      and change.row_id = asked_student
      and change.after ->> 'guardians' is not null
      and (change.before is null or change.before ->> 'guardians' is distinct from change.after ->> 'guardians')
      and batch.state = 'applied'
      and not exists (
        select from import_rollback back
        where back.department_id = change.department_id and back.import_id = change.import_id
      )
      and (sees_department() or asked_student in (select reach_students()))
      and app_role() is not null
    order by change.ordinal;
end $$;
revoke execute on function xueye.roster_guardians(uuid) from public;
grant execute on function xueye.roster_guardians(uuid) to xueye_app;

alter table xueye.guardian_entry enable row level security;
create policy read_reached on xueye.guardian_entry for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_enters on xueye.guardian_entry for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and entered_by = (select xueye.app_person())
    and entered_role = (select xueye.app_role())
    and (select xueye.app_role()) in ('office', 'counselor', 'adviser')
    and entered_on = (select xueye.app_today())
    and ((select xueye.is_office()) or student_id in (select xueye.reach_students()))
  );
grant select, insert on xueye.guardian_entry to xueye_app;

alter table xueye.parent_call enable row level security;
create policy read_reached on xueye.parent_call for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.parent_call for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and author_role = (select xueye.app_role())
    and (select xueye.app_role()) in ('counselor', 'adviser')
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.parent_call to xueye_app;

alter table xueye.duty_waiver enable row level security;
create policy read_reached on xueye.duty_waiver for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy leader_waives on xueye.duty_waiver for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and waived_by = (select xueye.app_person())
    and waived_on = (select xueye.app_today())
  );
grant select, insert on xueye.duty_waiver to xueye_app;
