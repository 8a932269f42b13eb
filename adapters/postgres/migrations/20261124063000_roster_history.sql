-- The roster as the office keeps it: assignments given, ended and corrected with their reason, who stands in
-- for whom, who has left, and to which 责任区 a class belonged. Nothing is taken out of it.

-- An assignment whose last day lies before its first was given by mistake: it was never in force, and every
-- question by day passes it by.
alter table xueye.assignment drop constraint days_in_order;
alter table xueye.assignment
  add constraint days_in_order check (last_day is null or last_day >= first_day - 1),
  -- 代办: in the place of whom, and until when.
  add column acting_for uuid,
  add foreign key (department_id, acting_for) references xueye.person,
  add constraint stands_in_for_another check (
    acting_for is null
    or (acting_for <> person_id and last_day is not null and role in ('adviser', 'counselor'))
  );
create index assignment_acting on xueye.assignment (department_id, acting_for) where acting_for is not null;

-- 离校、离职: the last day here.
alter table xueye.person add column left_on date;

create table xueye.assignment_change (
  department_id uuid not null references xueye.department,
  id uuid not null,
  -- What the client asked for: asked again it is done already. One request may change several assignments.
  request_id uuid not null,
  -- No reference: an import that added the assignment may be taken back.
  assignment_id uuid not null,
  person_id uuid not null,
  role text not null,
  class_id uuid,
  area_id uuid,
  kind text not null check (kind in ('given', 'ended', 'corrected', 'voided')),
  first_day date not null,
  was_last_day date,
  last_day date,
  acting_for uuid,
  reason text not null check (btrim(reason) <> ''),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, request_id, assignment_id),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, changed_by) references xueye.person
);
create index assignment_change_person on xueye.assignment_change (department_id, person_id, changed_at);
create index assignment_change_class on xueye.assignment_change (department_id, class_id, changed_at);
create trigger append_only before update or delete or truncate on xueye.assignment_change
  for each statement execute function xueye.refuse_change();

-- From which 责任区 to which, by whatever way a class was moved.
create table xueye.class_move (
  department_id uuid not null references xueye.department,
  ordinal bigint not null generated always as identity,
  -- No reference: an import that added the class may be taken back.
  class_id uuid not null,
  from_area uuid,
  to_area uuid,
  on_day date not null,
  moved_by uuid,
  reason text,
  primary key (department_id, ordinal)
);
create index class_move_class on xueye.class_move (department_id, class_id, ordinal);
create trigger append_only before update or delete or truncate on xueye.class_move
  for each statement execute function xueye.refuse_change();

create function xueye.record_class_move() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  insert into class_move (department_id, class_id, from_area, to_area, on_day, moved_by, reason)
  values (
    new.department_id, new.id, old.area_id, new.area_id,
    coalesce(app_today(), (now() at time zone 'Asia/Shanghai')::date), app_person(),
    nullif(btrim(coalesce(current_setting('app.reason', true), '')), '')
  );
  return null;
end $$;
revoke execute on function xueye.record_class_move() from public;
create trigger record_move after update on xueye.class
  for each row when (old.area_id is distinct from new.area_id)
  execute function xueye.record_class_move();

-- Which file brought an assignment of a person's; without a row the office gave it by hand.
create function xueye.assignment_sources(asked_person uuid)
returns table (assignment_id uuid, file_name text, applied_at timestamptz)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select distinct on (change.row_id) change.row_id, batch.file_name, batch.settled_at
  from import_change change
  join import_batch batch on batch.department_id = change.department_id and batch.id = change.import_id
  where change.department_id = app_department() and sees_department()
    and change.table_name = 'assignment' and (change.after ->> 'person_id')::uuid = asked_person
  order by change.row_id, change.ordinal
$$;
revoke execute on function xueye.assignment_sources(uuid) from public;
grant execute on function xueye.assignment_sources(uuid) to xueye_app;

alter table xueye.assignment_change enable row level security;
create policy department_reads on xueye.assignment_change for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.assignment_change for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and changed_by = (select xueye.app_person())
    and ((select xueye.is_office()) or ((select xueye.is_leader()) and acting_for is not null))
  );
grant select, insert on xueye.assignment_change to xueye_app;

-- Whoever sees the staff sees since when a class is whose: due dates follow from it.
alter table xueye.class_move enable row level security;
create policy read_staff on xueye.class_move for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_staff()));
grant select (department_id, ordinal, class_id, from_area, to_area, on_day, moved_by, reason)
  on xueye.class_move to xueye_app;

-- The leader may let someone stand in, and end it; nothing else of the roster.
create policy leader_lets_stand_in on xueye.assignment for insert to xueye_app
  with check (
    department_id = (select xueye.app_department()) and (select xueye.is_leader()) and acting_for is not null
  );
create policy leader_ends_standing_in on xueye.assignment for update to xueye_app
  using (
    department_id = (select xueye.app_department()) and (select xueye.is_leader()) and acting_for is not null
  );
grant update (acting_for) on xueye.assignment to xueye_app;
grant update (work_no, left_on) on xueye.person to xueye_app;
