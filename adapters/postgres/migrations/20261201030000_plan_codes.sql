-- The student's word on a study plan by six digits, beside the signature on the adviser's phone (art. 4): the
-- code of 帮扶记录 once more, and what is tried in vain is counted with it.

alter table xueye.help_code_failure rename to student_code_failure;

-- Too many tries of a phone or for a number within the hour. One at a time for each side, so that parallel
-- guesses are counted, too.
create function xueye.too_many_code_tries(phone text, student_key text, now_at timestamptz) returns boolean
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(phone, 11));
  perform pg_advisory_xact_lock(hashtextextended(student_key, 12));
  delete from student_code_failure where at < now_at - interval '1 day';
  return (
    select count(*) from student_code_failure where phone_print = phone and at > now_at - interval '1 hour'
  ) >= 5 or (
    select count(*) from student_code_failure
    where student_print = student_key and at > now_at - interval '1 hour'
  ) >= 10;
end $$;

create or replace function xueye.answer_help(
  asked_provider text, asked_subject text, asked_no text, asked_code text, asked_answer text,
  now_at timestamptz, on_day date
)
returns table (
  outcome text, volunteer_name text, held_on date, from_minute integer, to_minute integer, course text, done text
)
language plpgsql security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  student_key text := encode(sha256(convert_to(asked_no, 'utf8')), 'hex');
  session help_session;
  helper person;
  hit integer;
begin
  if asked_answer not in ('look', 'confirmed', 'objected') then
    raise exception 'no such answer' using errcode = 'invalid_parameter_value';
  end if;
  if too_many_code_tries(phone, student_key, now_at) then
    return query select 'too-many', null::text, null::date, null::integer, null::integer, null::text, null::text;
    return;
  end if;
  select help_session.* into session
  from help_code
  join help_session on help_session.department_id = help_code.department_id and help_session.id = help_code.session_id
  join pairing on pairing.department_id = help_session.department_id and pairing.id = help_session.pairing_id
  join student on student.department_id = pairing.department_id and student.id = pairing.student_id
  where student.student_no = asked_no
    and help_code.expires_at > now_at
    and help_code.code_hash = encode(sha256(convert_to(
      'help' || chr(10) || help_session.id::text || chr(10) || asked_code, 'utf8')), 'hex')
  order by help_session.id limit 1
  for update of help_code;
  if not found then
    insert into student_code_failure (phone_print, student_print, at) values (phone, student_key, now_at);
    return query select 'wrong', null::text, null::date, null::integer, null::integer, null::text, null::text;
    return;
  end if;
  if exists (
    select from identity
    where identity.provider = asked_provider and identity.subject = asked_subject
      and identity.department_id = session.department_id and identity.person_id = session.volunteer_id
  ) then
    return query select 'own-phone', null::text, null::date, null::integer, null::integer, null::text, null::text;
    return;
  end if;
  if asked_answer <> 'look' then
    insert into help_answer (department_id, session_id, outcome, answered_on, answered_at, phone_print)
      values (session.department_id, session.id, asked_answer, on_day, now_at, phone)
      on conflict do nothing;
    get diagnostics hit = row_count;
    delete from help_code where department_id = session.department_id and session_id = session.id;
    if hit = 0 then
      return query select 'wrong', null::text, null::date, null::integer, null::integer, null::text, null::text;
      return;
    end if;
    insert into audit_event (department_id, on_day, person_id, role, action, subject_type, subject_id, detail)
      values (session.department_id, on_day, session.volunteer_id, 'self', 'help.answer', 'help-session',
        session.id::text, jsonb_build_object('outcome', asked_answer));
  end if;
  select * into helper from person
    where department_id = session.department_id and id = session.volunteer_id;
  return query select asked_answer, helper.name, session.held_on, session.from_minute, session.to_minute,
    session.course, session.done;
end $$;

-- Agreed to by a code: nothing is drawn, and the phone is kept by its fingerprint.
alter table xueye.plan_agreement
  alter column path drop not null,
  alter column file_hash drop not null,
  add column phone_print text check (phone_print ~ '^[0-9a-f]{64}$'),
  drop constraint plan_agreement_way_check,
  add constraint plan_agreement_way_check check (way in ('signature', 'code')),
  add constraint signature_is_drawn check ((way = 'signature') = (path is not null and file_hash is not null)),
  add constraint code_from_a_phone check ((way = 'code') = (phone_print is not null));
-- What the adviser writes is a signature: a code is the student's to use.
drop policy adviser_witnesses on xueye.plan_agreement;
create policy adviser_witnesses on xueye.plan_agreement for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and witness_id = (select xueye.app_person())
    and (select xueye.app_role()) = 'adviser'
    and way = 'signature'
    and agreed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );

-- What the student would have otherwise in a version of the plan.
create table xueye.plan_objection (
  department_id uuid not null references xueye.department,
  id uuid not null,
  plan_id uuid not null,
  student_id uuid not null,
  wish text not null check (btrim(wish) <> ''),
  said_on date not null,
  said_at timestamptz not null,
  phone_print text not null check (phone_print ~ '^[0-9a-f]{64}$'),
  primary key (department_id, id),
  foreign key (department_id, plan_id, student_id) references xueye.study_plan (department_id, id, student_id)
);
create index plan_objection_plan on xueye.plan_objection (department_id, plan_id);
create index plan_objection_student on xueye.plan_objection (department_id, student_id);
create trigger append_only before update or delete or truncate on xueye.plan_objection
  for each statement execute function xueye.refuse_change();

-- Six digits for one version, hashed with it. The goal stands sealed, and who shows it to the student holds no
-- key: it is laid beside the code for as long as that waits, and goes with it.
create table xueye.plan_code (
  department_id uuid not null references xueye.department,
  plan_id uuid not null,
  student_id uuid not null,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  goal text not null,
  issued_by uuid not null,
  expires_at timestamptz not null,
  primary key (department_id, plan_id),
  foreign key (department_id, plan_id, student_id) references xueye.study_plan (department_id, id, student_id),
  foreign key (department_id, issued_by) references xueye.person
);
create index plan_code_student on xueye.plan_code (department_id, student_id);
create index plan_code_expiry on xueye.plan_code (expires_at);

-- The version in force of an open case that nobody has agreed to.
create function xueye.is_plan_unagreed(asked_department uuid, asked_plan uuid) returns boolean
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select exists (
    select from study_plan plan
    join support_case held on held.department_id = plan.department_id and held.id = plan.case_id
    where plan.department_id = asked_department and plan.id = asked_plan and held.status = 'open'
      and not exists (
        select from plan_agreement agreement
        where agreement.department_id = plan.department_id and agreement.plan_id = plan.id
      )
      and not exists (
        select from study_plan newer
        where newer.department_id = plan.department_id and newer.case_id = plan.case_id
          and newer.ordinal > plan.ordinal
      )
  )
$$;

-- A new code takes the place of the one before. False: no plan of one's own class, or it needs none.
create function xueye.issue_plan_code(
  asked_plan uuid, new_hash text, shown_goal text, now_at timestamptz, until timestamptz
)
returns boolean
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  about uuid;
begin
  delete from plan_code where expires_at <= now_at;
  select plan.student_id into about from study_plan plan
  where plan.department_id = app_department() and plan.id = asked_plan and app_role() = 'adviser'
    and plan.student_id in (select reach_students());
  if about is null or not is_plan_unagreed(app_department(), asked_plan) then
    return false;
  end if;
  insert into plan_code (department_id, plan_id, student_id, code_hash, goal, issued_by, expires_at)
    values (app_department(), asked_plan, about, new_hash, shown_goal, app_person(), until)
    on conflict (department_id, plan_id) do update
      set code_hash = excluded.code_hash, goal = excluded.goal, issued_by = excluded.issued_by,
        expires_at = excluded.expires_at;
  return true;
end $$;

-- The student's word by number and code, as `answer_help`: from a phone that WeChat vouches for and that is not
-- the adviser's. 'look' shows the version; a newer one takes its code's worth away.
create function xueye.answer_plan(
  asked_provider text, asked_subject text, asked_no text, asked_code text, asked_answer text, said_wish text,
  now_at timestamptz, on_day date
)
returns table (outcome text, goal text, lines jsonb, steps jsonb)
language plpgsql security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  student_key text := encode(sha256(convert_to(asked_no, 'utf8')), 'hex');
  waiting plan_code;
  plan study_plan;
  hit integer;
begin
  if asked_answer not in ('look', 'agreed', 'objected') then
    raise exception 'no such answer' using errcode = 'invalid_parameter_value';
  end if;
  delete from plan_code where plan_code.expires_at <= now_at;
  if too_many_code_tries(phone, student_key, now_at) then
    return query select 'too-many', null::text, null::jsonb, null::jsonb;
    return;
  end if;
  select plan_code.* into waiting
  from plan_code
  join student on student.department_id = plan_code.department_id and student.id = plan_code.student_id
  where student.student_no = asked_no
    and plan_code.code_hash = encode(sha256(convert_to(
      'plan' || chr(10) || plan_code.plan_id::text || chr(10) || asked_code, 'utf8')), 'hex')
    and is_plan_unagreed(plan_code.department_id, plan_code.plan_id)
  order by plan_code.plan_id limit 1
  for update of plan_code;
  if not found then
    insert into student_code_failure (phone_print, student_print, at) values (phone, student_key, now_at);
    return query select 'wrong', null::text, null::jsonb, null::jsonb;
    return;
  end if;
  if exists (
    select from identity
    where identity.provider = asked_provider and identity.subject = asked_subject
      and identity.department_id = waiting.department_id and identity.person_id = waiting.issued_by
  ) then
    return query select 'own-phone', null::text, null::jsonb, null::jsonb;
    return;
  end if;
  select * into plan from study_plan
    where study_plan.department_id = waiting.department_id and study_plan.id = waiting.plan_id;
  if asked_answer = 'agreed' then
    insert into plan_agreement (
      department_id, id, plan_id, student_id, way, content_hash, phone_print, witness_id, agreed_on, agreed_at
    ) values (
      plan.department_id, gen_random_uuid(), plan.id, plan.student_id, 'code', plan.content_hash, phone,
      waiting.issued_by, on_day, now_at
    ) on conflict do nothing;
    get diagnostics hit = row_count;
  elsif asked_answer = 'objected' then
    insert into plan_objection (department_id, id, plan_id, student_id, wish, said_on, said_at, phone_print)
      values (plan.department_id, gen_random_uuid(), plan.id, plan.student_id, said_wish, on_day, now_at, phone);
    hit := 1;
  end if;
  if asked_answer <> 'look' then
    delete from plan_code where plan_code.department_id = plan.department_id and plan_code.plan_id = plan.id;
    if hit = 0 then
      return query select 'wrong', null::text, null::jsonb, null::jsonb;
      return;
    end if;
    insert into audit_event (department_id, on_day, person_id, role, action, subject_type, subject_id, student_id, detail)
      values (plan.department_id, on_day, waiting.issued_by, 'self', 'plans.answer', 'plan', plan.id::text,
        plan.student_id, jsonb_build_object('outcome', asked_answer));
  end if;
  return query select asked_answer, waiting.goal, plan.lines, plan.steps;
end $$;

revoke execute on function
  xueye.too_many_code_tries(text, text, timestamptz), xueye.is_plan_unagreed(uuid, uuid),
  xueye.issue_plan_code(uuid, text, text, timestamptz, timestamptz),
  xueye.answer_plan(text, text, text, text, text, text, timestamptz, date) from public;
grant execute on function
  xueye.issue_plan_code(uuid, text, text, timestamptz, timestamptz),
  xueye.answer_plan(text, text, text, text, text, text, timestamptz, date) to xueye_app;

-- plan_code: no policy, no grant; used by the functions only.
alter table xueye.plan_code enable row level security;

alter table xueye.plan_objection enable row level security;
create policy read_reached on xueye.plan_objection for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
grant select on xueye.plan_objection to xueye_app;

-- What the student would change is asked about as the other texts of someone without an account.
alter table xueye.text_check
  drop constraint text_check_kind_check,
  add constraint text_check_kind_check check (
    kind in (
      'application', 'help-session', 'help-feedback', 'plan-objection', 'guidance', 'talk', 'talk-revision',
      'talk-supplement', 'referral'
    )
  );
create or replace function xueye.ask_text_check() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  asked_kind text := tg_argv[0];
  held jsonb := to_jsonb(new);
  level text := coalesce(
    (select setting.level from text_check_setting setting where setting.department_id = new.department_id),
    'outside'
  );
  about uuid := (held ->> 'student_id')::uuid;
  subject uuid := coalesce(held ->> 'id', held ->> 'session_id')::uuid;
begin
  if level = 'off' or (
    level = 'outside' and asked_kind not in ('application', 'help-session', 'help-feedback', 'plan-objection')
  ) then
    return null;
  end if;
  if asked_kind in ('help-session', 'help-feedback') then
    select pairing.student_id into about
    from help_session
    join pairing
      on pairing.department_id = help_session.department_id and pairing.id = help_session.pairing_id
    where help_session.department_id = new.department_id and help_session.id = subject;
  end if;
  insert into text_check (
    department_id, kind, subject_id, student_id, author_id, phone_subject, filed_at, run_at
  ) values (
    new.department_id, asked_kind, subject, about,
    case when tg_argv[1] <> '' then (held ->> tg_argv[1])::uuid end,
    case when tg_argv[1] = '' then nullif(current_setting('app.phone_subject', true), '') end,
    (held ->> tg_argv[2])::timestamptz, (held ->> tg_argv[2])::timestamptz
  )
  -- An application that was changed is asked about anew.
  on conflict on constraint text_check_once do update set
    state = 'waiting', attempts = 0, run_at = excluded.run_at, filed_at = excluded.filed_at,
    phone_subject = excluded.phone_subject, lease_until = null, advice = null, label = null, reason = null,
    code = null, settled_by = null, settled_on = null;
  return null;
end $$;

create trigger ask_text_check after insert on xueye.plan_objection
  for each row execute function xueye.ask_text_check('plan-objection', '', 'said_at');

create or replace function xueye.timer_texts(asked uuid[])
returns table (id uuid, texts jsonb)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select asking.id, case asking.kind
    when 'application' then (
      select jsonb_build_object('why', why) from volunteer_application held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'help-session' then (
      select jsonb_build_object('done', done, 'next_time', next_time) from help_session held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'help-feedback' then (
      select jsonb_build_object('wish', wish) from help_feedback held
      where held.department_id = asking.department_id and held.session_id = asking.subject_id
    )
    when 'plan-objection' then (
      select jsonb_build_object('wish', wish) from plan_objection held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'guidance' then (
      select jsonb_build_object('guidance', guidance, 'remark', remark) from volunteer_guidance held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'talk' then (
      select jsonb_build_object('problems', problems, 'assessment', assessment) from talk_record held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'talk-revision' then (
      select jsonb_build_object('content', content, 'reason', reason) from talk_revision held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'talk-supplement' then (
      select jsonb_build_object('text', text) from talk_supplement held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'referral' then (
      select jsonb_build_object('seen', seen, 'cause_note', cause_note) from referral held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
  end
  from text_check asking
  where app_role() = 'timer' and asking.department_id = app_department() and asking.id = any (asked)
$$;
