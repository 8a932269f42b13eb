-- Invitations by mini-program code: the `scene` of the code in place of 工号 and activation code. Kept as a
-- hash beside the codes that are typed; one of each kind is open at a time, and using either ends both.

alter table xueye.activation_code
  add column kind text not null default 'typed' check (kind in ('typed', 'scene'));
drop index xueye.activation_code_one_open;
create unique index activation_code_one_open on xueye.activation_code (department_id, person_id, kind)
  where ended_at is null;
create unique index activation_code_scene on xueye.activation_code (code_hash) where kind = 'scene';
grant select (kind) on xueye.activation_code to xueye_app;

-- What a found code does. The caller holds the person's lock and the code's row.
create function xueye.bind_by_code(
  code xueye.activation_code, asked_provider text, asked_subject text,
  new_binding uuid, now_at timestamptz, on_day date
)
returns text
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  held identity;
  replaced integer;
begin
  select * into held from identity where provider = asked_provider and subject = asked_subject;
  if found and held.person_id <> code.person_id then
    return 'bound-elsewhere';
  end if;
  update activation_code
    set ended_at = now_at, ended_as = case when activation_code.id = code.id then 'used' else 'replaced' end
    where activation_code.department_id = code.department_id
      and activation_code.person_id = code.person_id and activation_code.ended_at is null;
  delete from identity
    where identity.department_id = code.department_id and identity.person_id = code.person_id
      and identity.provider = asked_provider;
  get diagnostics replaced = row_count;
  insert into identity (provider, subject, department_id, person_id, binding_id, bound_at)
    values (asked_provider, asked_subject, code.department_id, code.person_id, new_binding, now_at);
  insert into audit_event (department_id, on_day, person_id, role, action, subject_type, subject_id, detail)
    values (code.department_id, on_day, code.person_id, 'self', 'session.activate', 'person',
      code.person_id::text, jsonb_build_object('replaced', replaced > 0, 'by', code.kind));
  return 'bound';
end $$;

create or replace function xueye.activate(
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
  done text;
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
  -- Before the row: a code and an invitation of one person that are used at once end each other.
  perform pg_advisory_xact_lock(hashtextextended(person.id::text, 9)) from person
    where person.work_no = asked_work_no;
  select activation_code.* into code
  from activation_code
  join person on person.department_id = activation_code.department_id and person.id = activation_code.person_id
  where person.work_no = asked_work_no
    and activation_code.kind = 'typed'
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
  done := bind_by_code(code, asked_provider, asked_subject, new_binding, now_at, on_day);
  if done = 'bound' then
    return query select done, code.department_id, code.person_id;
  else
    return query select done, null::uuid, null::uuid;
  end if;
end $$;

-- By the scene alone, which cannot be guessed: whoever holds it may hear what became of it.
create function xueye.accept_invitation(
  asked_provider text, asked_subject text, asked_hash text,
  new_binding uuid, now_at timestamptz, on_day date
)
returns table (outcome text, binding_id uuid)
language plpgsql security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  subject_print text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  code activation_code;
  held identity;
begin
  perform pg_advisory_xact_lock(hashtextextended(subject_print, 7));
  delete from activation_failure where at < now_at - interval '1 day';
  if (select count(*) from activation_failure
      where subject_hash = subject_print and at > now_at - interval '1 hour') >= 5
  then
    return query select 'too-many', null::uuid;
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(activation_code.person_id::text, 9)) from activation_code
    where activation_code.kind = 'scene' and activation_code.code_hash = asked_hash;
  select activation_code.* into code from activation_code
    where activation_code.kind = 'scene' and activation_code.code_hash = asked_hash
    for update;
  if not found then
    insert into activation_failure (subject_hash, work_no_hash, at)
      values (subject_print, asked_hash, now_at);
    return query select 'unknown', null::uuid;
    return;
  end if;
  if code.ended_as = 'used' then
    -- Asked again after its answer was lost.
    select * into held from identity
      where identity.provider = asked_provider and identity.subject = asked_subject
        and identity.department_id = code.department_id and identity.person_id = code.person_id;
    if found then
      return query select 'bound', held.binding_id;
    else
      return query select 'used', null::uuid;
    end if;
    return;
  end if;
  if code.ended_at is not null then
    return query select 'withdrawn', null::uuid;
  elsif code.expires_at <= now_at then
    return query select 'expired', null::uuid;
  else
    return query select bound.outcome, case when bound.outcome = 'bound' then new_binding end
      from bind_by_code(code, asked_provider, asked_subject, new_binding, now_at, on_day) as bound(outcome);
  end if;
end $$;

revoke execute on function xueye.bind_by_code(xueye.activation_code, text, text, uuid, timestamptz, date) from public;
revoke execute on function xueye.accept_invitation(text, text, text, uuid, timestamptz, date) from public;
grant execute on function xueye.accept_invitation(text, text, text, uuid, timestamptz, date) to xueye_app;
