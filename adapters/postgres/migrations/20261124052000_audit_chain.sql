-- Each event of a department carries the hash of its own content and of the one before it, so that a
-- changed, removed, swapped or inserted event is found; the head tells how many there are and the last hash.

alter table xueye.audit_event
  -- The student whom the event is about, where it is about one; no key: an event outlives what it names.
  add column student_id uuid,
  -- From what to what: {"field": [before, after]}, codes, dates and numbers; never a sensitive text.
  add column changes jsonb not null default '{}';
alter table xueye.audit_head add column hash text not null default '';

create index audit_event_person on xueye.audit_event (department_id, person_id, seq);
create index audit_event_student on xueye.audit_event (department_id, student_id, seq) where student_id is not null;
create index audit_event_action on xueye.audit_event (department_id, action, seq);
create index audit_event_day on xueye.audit_event (department_id, on_day, seq);

-- One field of the content: its length in bytes, a colon, the text, a comma; '-,' where there is none.
create function xueye.audit_field(value text) returns text
language sql immutable
as $$ select coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-') || ',' $$;

-- SHA-256, in hexadecimal, of the previous hash and every column, as docs/security.md lays down.
create function xueye.audit_hash(event xueye.audit_event) returns text
language sql stable set search_path = xueye, pg_temp
as $$
  select encode(sha256(convert_to(
    'xueye-audit-1,'
    || audit_field(event.previous_hash)
    || audit_field(event.department_id::text)
    || audit_field(event.seq::text)
    || audit_field(to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit_field(to_char(event.on_day, 'YYYY-MM-DD'))
    || audit_field(event.person_id::text)
    || audit_field(event.role)
    || audit_field(event.action)
    || audit_field(event.subject_type)
    || audit_field(event.subject_id)
    || audit_field(event.student_id::text)
    || audit_field(event.detail::text)
    || audit_field(event.changes::text), 'UTF8')), 'hex')
$$;

-- Whose record it is; null where the subject is no student's, or is not stored.
create function xueye.audit_student(asked_department uuid, asked_type text, asked_id text) returns uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
declare
  key uuid;
begin
  if asked_id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return null;
  end if;
  key := asked_id::uuid;
  return case asked_type
    when 'student' then key
    when 'talk' then (select student_id from talk_record where department_id = asked_department and id = key)
    when 'proposal' then (select student_id from proposal where department_id = asked_department and id = key)
    when 'case' then (select student_id from support_case where department_id = asked_department and id = key)
    when 'referral' then (select student_id from referral where department_id = asked_department and id = key)
  end;
end $$;

-- What is there already is taken into the chain as it stands.
alter table xueye.audit_event disable trigger append_only;
do $$
declare
  event xueye.audit_event;
  last_department uuid;
  last_hash text;
begin
  for event in select * from xueye.audit_event order by department_id, seq loop
    if event.department_id is distinct from last_department then
      last_department := event.department_id;
      last_hash := '';
    end if;
    event.previous_hash := last_hash;
    event.student_id := xueye.audit_student(event.department_id, event.subject_type, event.subject_id);
    last_hash := xueye.audit_hash(event);
    update xueye.audit_event
      set previous_hash = event.previous_hash, hash = last_hash, student_id = event.student_id
      where department_id = event.department_id and seq = event.seq;
    update xueye.audit_head set hash = last_hash where department_id = event.department_id;
  end loop;
end $$;
alter table xueye.audit_event enable trigger append_only;

alter table xueye.audit_event
  alter column previous_hash set not null,
  alter column hash set not null,
  add constraint hash_is_sha256 check (hash ~ '^[0-9a-f]{64}$'),
  add constraint first_has_none_before check ((seq = 1) = (previous_hash = ''));
alter table xueye.audit_head alter column hash drop default;

-- Number, time and chain come from the database, whatever was sent. The head's row is locked until the
-- transaction ends: numbers and hashes follow commits, and two writers wait for each other here.
create or replace function xueye.stamp_audit_event() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  head audit_head;
begin
  select * into head from audit_head where department_id = new.department_id for update;
  if not found then
    -- Two first events at once: the second waits here for the first.
    insert into audit_head (department_id, seq, hash) values (new.department_id, 1, '')
      on conflict (department_id) do nothing;
    if found then
      head.seq := 0;
      head.hash := '';
    else
      select * into strict head from audit_head where department_id = new.department_id for update;
    end if;
  end if;
  new.seq := head.seq + 1;
  new.previous_hash := head.hash;
  new.at := clock_timestamp();
  new.student_id := coalesce(new.student_id,
    audit_student(new.department_id, new.subject_type, new.subject_id));
  new.hash := audit_hash(new);
  update audit_head set seq = new.seq, hash = new.hash where department_id = new.department_id;
  return new;
end $$;

-- The head only goes on, for the owner too.
create function xueye.keep_audit_head() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    if new.department_id = old.department_id and (new.seq = old.seq + 1 or (new.seq = 1 and old.hash = '')) then
      return new;
    end if;
  end if;
  raise exception 'audit_head only goes on' using errcode = 'restrict_violation', table = tg_table_name;
end $$;
create trigger goes_on before update or delete on xueye.audit_head
  for each row execute function xueye.keep_audit_head();
create trigger never_emptied before truncate on xueye.audit_head
  for each statement execute function xueye.keep_audit_head();

revoke execute on function xueye.audit_field(text) from public;
revoke execute on function xueye.audit_hash(xueye.audit_event) from public;
revoke execute on function xueye.audit_student(uuid, text, text) from public;
revoke execute on function xueye.keep_audit_head() from public;
-- For the leader, who checks the chain on the page.
grant execute on function xueye.audit_field(text) to xueye_app;
grant execute on function xueye.audit_hash(xueye.audit_event) to xueye_app;

create policy leader_reads on xueye.audit_head for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
grant select on xueye.audit_head to xueye_app;
grant insert (student_id, changes) on xueye.audit_event to xueye_app;
