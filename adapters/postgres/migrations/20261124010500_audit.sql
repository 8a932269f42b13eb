-- Who did what: ids and codes, never a text. Numbered without gaps in each department.

-- The last number given. Its row is locked until a transaction ends, so numbers follow commits.
create table xueye.audit_head (
  department_id uuid primary key references xueye.department,
  seq bigint not null check (seq > 0)
);

create table xueye.audit_event (
  department_id uuid not null references xueye.department,
  seq bigint not null,
  at timestamptz not null,
  -- The department's day, which a demonstration may have moved.
  on_day date not null,
  person_id uuid not null,
  role text not null,
  action text not null check (btrim(action) <> ''),
  subject_type text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  -- For chaining each event to the one before it.
  previous_hash text,
  hash text,
  primary key (department_id, seq),
  foreign key (department_id, person_id) references xueye.person
);
create index audit_event_subject on xueye.audit_event (department_id, subject_type, subject_id, seq);
create trigger append_only before update or delete or truncate on xueye.audit_event
  for each statement execute function xueye.refuse_change();

-- Number and time come from the database, whatever was sent.
create function xueye.stamp_audit_event() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  insert into audit_head (department_id, seq) values (new.department_id, 1)
    on conflict (department_id) do update set seq = audit_head.seq + 1
    returning seq into new.seq;
  new.at := clock_timestamp();
  return new;
end $$;
revoke execute on function xueye.stamp_audit_event() from public;
create trigger stamp before insert on xueye.audit_event
  for each row execute function xueye.stamp_audit_event();

-- audit_head: no policy, no grant; written by the trigger only.
alter table xueye.audit_head enable row level security;

alter table xueye.audit_event enable row level security;
create policy leader_reads on xueye.audit_event for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
create policy everyone_adds on xueye.audit_event for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and person_id = (select xueye.app_person())
    and role = (select xueye.app_role())
    and on_day = (select xueye.app_today())
  );
grant select,
  insert (department_id, seq, at, on_day, person_id, role, action, subject_type, subject_id, detail)
  on xueye.audit_event to xueye_app;
