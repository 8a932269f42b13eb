-- How a WeChat identity becomes a person: an activation code handed out by the office, used once. A
-- session names the binding, not the person, so that a binding taken back ends every session with it.

alter table xueye.identity
  add column binding_id uuid not null default gen_random_uuid(),
  add column bound_at timestamptz not null default now(),
  add constraint identity_binding unique (binding_id);
alter table xueye.identity alter column binding_id drop default;
-- One WeChat account for a person: a new one takes the place of the old. Where the deployer bound
-- several by hand, one stays; whoever uses another is told to open it with a code.
delete from xueye.identity
  using xueye.identity kept
  where kept.department_id = identity.department_id and kept.person_id = identity.person_id
    and kept.provider = identity.provider and kept.subject < identity.subject;
create unique index identity_one_each on xueye.identity (department_id, person_id, provider);
drop index xueye.identity_person;

drop function xueye.find_identity(text, text);
create function xueye.find_identity(asked_provider text, asked_subject text)
returns table (department_id uuid, person_id uuid, binding_id uuid)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select identity.department_id, identity.person_id, identity.binding_id from identity
  where identity.provider = asked_provider and identity.subject = asked_subject
$$;

create function xueye.find_bound_person(asked_binding uuid) returns uuid
language sql stable security definer set search_path = xueye, pg_temp
as $$ select identity.person_id from identity where identity.binding_id = asked_binding $$;

create table xueye.activation_code (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  -- Of 工号 and code together; the code itself is shown once and kept nowhere.
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  -- null: by whoever set the department up.
  issued_by uuid,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_as text check (ended_as in ('used', 'replaced', 'withdrawn')),
  primary key (department_id, id),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, issued_by) references xueye.person,
  check (expires_at > issued_at),
  check ((ended_at is null) = (ended_as is null))
);
create unique index activation_code_one_open on xueye.activation_code (department_id, person_id)
  where ended_at is null;
create trigger never_deleted before delete or truncate on xueye.activation_code
  for each statement execute function xueye.refuse_change();

create function xueye.refuse_reopened_code() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if old.ended_at is not null then
    raise exception 'an ended code stays ended' using errcode = 'restrict_violation', table = 'activation_code';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_reopened_code() from public;
create trigger ended_stays before update on xueye.activation_code
  for each row execute function xueye.refuse_reopened_code();

-- What was tried in vain, by fingerprint: for slowing a guesser down, kept a day.
create table xueye.activation_failure (
  id bigint generated always as identity primary key,
  subject_hash text not null,
  work_no_hash text not null,
  at timestamptz not null
);
create index activation_failure_subject on xueye.activation_failure (subject_hash, at);
create index activation_failure_work_no on xueye.activation_failure (work_no_hash, at);

-- Answers with an outcome instead of raising: a failure has to be counted.
create function xueye.activate(
  asked_provider text, asked_subject text, asked_work_no text, asked_hash text,
  new_binding uuid, now_at timestamptz, on_day date
)
returns table (outcome text, department_id uuid, person_id uuid)
language plpgsql security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  subject_print text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  work_no_print text := encode(sha256(convert_to(asked_work_no, 'utf8')), 'hex');
  code activation_code;
  held identity;
  replaced integer;
begin
  -- One at a time for each side, so that parallel guesses are counted, too.
  perform pg_advisory_xact_lock(hashtextextended(subject_print, 7));
  perform pg_advisory_xact_lock(hashtextextended(work_no_print, 8));
  delete from activation_failure where at < now_at - interval '1 day';
  if (select count(*) from activation_failure
      where subject_hash = subject_print and at > now_at - interval '1 hour') >= 5
    or (select count(*) from activation_failure
      where work_no_hash = work_no_print and at > now_at - interval '1 hour') >= 20
  then
    return query select 'too-many', null::uuid, null::uuid;
    return;
  end if;
  select activation_code.* into code
  from activation_code
  join person on person.department_id = activation_code.department_id and person.id = activation_code.person_id
  where person.work_no = asked_work_no
    and activation_code.code_hash = asked_hash
    and activation_code.ended_at is null
    and activation_code.expires_at > now_at
  for update of activation_code;
  if not found then
    insert into activation_failure (subject_hash, work_no_hash, at)
      values (subject_print, work_no_print, now_at);
    return query select 'wrong', null::uuid, null::uuid;
    return;
  end if;
  select * into held from identity where provider = asked_provider and subject = asked_subject;
  if found and held.person_id <> code.person_id then
    return query select 'bound-elsewhere', null::uuid, null::uuid;
    return;
  end if;
  update activation_code set ended_at = now_at, ended_as = 'used'
    where department_id = code.department_id and id = code.id;
  delete from identity
    where department_id = code.department_id and person_id = code.person_id and provider = asked_provider;
  get diagnostics replaced = row_count;
  insert into identity (provider, subject, department_id, person_id, binding_id, bound_at)
    values (asked_provider, asked_subject, code.department_id, code.person_id, new_binding, now_at);
  insert into audit_event (department_id, on_day, person_id, role, action, subject_type, subject_id, detail)
    values (code.department_id, on_day, code.person_id, 'self', 'session.activate', 'person',
      code.person_id::text, jsonb_build_object('replaced', replaced > 0));
  return query select 'bound', code.department_id, code.person_id;
end $$;

revoke execute on function xueye.find_identity(text, text) from public;
revoke execute on function xueye.find_bound_person(uuid) from public;
revoke execute on function xueye.activate(text, text, text, text, uuid, timestamptz, date) from public;
grant execute on function xueye.find_identity(text, text) to xueye_app;
grant execute on function xueye.find_bound_person(uuid) to xueye_app;
grant execute on function xueye.activate(text, text, text, text, uuid, timestamptz, date) to xueye_app;

-- activation_failure: no policy, no grant; used by activate only.
alter table xueye.activation_failure enable row level security;

alter table xueye.activation_code enable row level security;
create policy department_reads on xueye.activation_code for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_issues on xueye.activation_code for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and issued_by = (select xueye.app_person())
  );
create policy office_ends on xueye.activation_code for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
-- Never the fingerprint of the code.
grant select (department_id, id, person_id, issued_by, issued_at, expires_at, ended_at, ended_as),
  insert, update (ended_at, ended_as)
  on xueye.activation_code to xueye_app;

-- Who is bound and since when, never the openid.
create policy department_reads on xueye.identity for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_unbinds on xueye.identity for delete to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select (department_id, person_id, provider, bound_at), delete on xueye.identity to xueye_app;
