-- 帮扶记录: what a volunteer did with a student, the student's own word on it, and the counselor's where a
-- day grew long (art. 6). Added to, never rewritten.

create table xueye.help_session (
  department_id uuid not null references xueye.department,
  id uuid not null,
  pairing_id uuid not null,
  volunteer_id uuid not null,
  kind text not null check (kind in ('held', 'missed-student', 'missed-volunteer')),
  held_on date not null,
  -- Minutes since midnight in Asia/Shanghai; a session does not cross it.
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  course text not null,
  done text not null,
  next_time text not null,
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, pairing_id) references xueye.pairing,
  foreign key (department_id, volunteer_id) references xueye.person,
  check (to_minute > from_minute),
  check (filed_on >= held_on)
);
create index help_session_volunteer on xueye.help_session (department_id, volunteer_id, held_on);
create index help_session_pairing on xueye.help_session (department_id, pairing_id, held_on);
create trigger append_only before update or delete or truncate on xueye.help_session
  for each statement execute function xueye.refuse_change();

-- The student's word, or the volunteer's that it is withdrawn: one, and it stays.
create table xueye.help_answer (
  department_id uuid not null references xueye.department,
  session_id uuid not null,
  outcome text not null check (outcome in ('confirmed', 'objected', 'withdrawn')),
  answered_on date not null,
  answered_at timestamptz not null,
  -- A fingerprint of the phone that answered; null: the volunteer withdrew.
  phone_print text check (phone_print ~ '^[0-9a-f]{64}$'),
  primary key (department_id, session_id),
  foreign key (department_id, session_id) references xueye.help_session,
  check ((outcome = 'withdrawn') = (phone_print is null))
);
create trigger append_only before update or delete or truncate on xueye.help_answer
  for each statement execute function xueye.refuse_change();

-- More than the day's limit counts only with the counselor's word.
create table xueye.help_review (
  department_id uuid not null references xueye.department,
  id uuid not null,
  session_id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  outcome text not null check (outcome in ('approved', 'refused')),
  note text not null,
  reviewed_by uuid not null,
  reviewed_on date not null,
  primary key (department_id, id),
  unique (department_id, session_id, ordinal),
  foreign key (department_id, session_id) references xueye.help_session,
  foreign key (department_id, reviewed_by) references xueye.person,
  constraint refusing_says_why check (outcome = 'approved' or btrim(note) <> '')
);
create trigger append_only before update or delete or truncate on xueye.help_review
  for each statement execute function xueye.refuse_change();

-- Six digits for one session: hashed with it, for half an hour, for one use. Nobody reads them.
create table xueye.help_code (
  department_id uuid not null references xueye.department,
  session_id uuid not null,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null,
  primary key (department_id, session_id),
  foreign key (department_id, session_id) references xueye.help_session
);
-- What was tried in vain, by fingerprint; kept a day.
create table xueye.help_code_failure (
  id bigint generated always as identity primary key,
  phone_print text not null,
  student_print text not null,
  at timestamptz not null
);
create index help_code_failure_phone on xueye.help_code_failure (phone_print, at);
create index help_code_failure_student on xueye.help_code_failure (student_print, at);

-- Nobody is in two places: neither the volunteer nor the student. What was withdrawn or objected to, or
-- never took place, was nowhere.
create function xueye.refuse_overlap() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  own_student uuid;
begin
  if new.kind <> 'held' then return new; end if;
  -- One filing of a department at a time: two of one student come from two volunteers.
  perform pg_advisory_xact_lock(hashtextextended(new.department_id::text || ':help', 0));
  select student_id into own_student from pairing
    where department_id = new.department_id and id = new.pairing_id;
  if exists (
    select from help_session other
    join pairing on pairing.department_id = other.department_id and pairing.id = other.pairing_id
    where other.department_id = new.department_id and other.id <> new.id and other.kind = 'held'
      and other.held_on = new.held_on
      and other.from_minute < new.to_minute and other.to_minute > new.from_minute
      and (other.volunteer_id = new.volunteer_id or pairing.student_id = own_student)
      and not exists (
        select from help_answer answer
        where answer.department_id = other.department_id and answer.session_id = other.id
          and answer.outcome <> 'confirmed'
      )
  ) then
    raise exception 'two sessions at one time' using errcode = 'check_violation', table = 'help_session',
      constraint = 'help_session_overlap';
  end if;
  return new;
end $$;
create trigger overlap before insert on xueye.help_session
  for each row execute function xueye.refuse_overlap();

-- Pairs of the volunteer's own that were active on a day.
create function xueye.is_my_pair(asked_pairing uuid, on_day date) returns boolean
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return exists (
    select from pairing
    where department_id = app_department() and id = asked_pairing and volunteer_id = app_person()
      and app_role() = 'volunteer' and first_day <= on_day and (last_day is null or last_day >= on_day)
      and end_kind is distinct from 'mistake'
  );
end $$;

create function xueye.reached_pairings() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select pairing.id from pairing
    where pairing.department_id = app_department()
      and (sees_department() or pairing.student_id in (select reach_students()));
end $$;

-- Sessions of one's own as a volunteer, or of students in reach.
create function xueye.reached_sessions() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select help_session.id from help_session
    where help_session.department_id = app_department()
      and (
        (help_session.volunteer_id = app_person() and app_role() = 'volunteer')
        or help_session.pairing_id in (select reached_pairings())
      );
end $$;

-- Everything a volunteer filed for a day, whoever the student: a counselor sees one area, the limit holds
-- for the day.
create function xueye.help_day_minutes(asked_volunteer uuid, asked_day date) returns integer
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return (
    select coalesce(sum(session.to_minute - session.from_minute), 0)::integer
    from help_session session
    where session.department_id = app_department() and session.volunteer_id = asked_volunteer
      and session.held_on = asked_day and session.kind = 'held' and (asked_volunteer = app_person() or sees_staff())
      and not exists (
        select from help_answer answer
        where answer.department_id = session.department_id and answer.session_id = session.id
          and answer.outcome <> 'confirmed'
      )
  );
end $$;

-- A new code takes the place of the one before. False: not one's own, or it needs none.
create function xueye.issue_help_code(asked_session uuid, new_hash text, until timestamptz) returns boolean
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  if not exists (
    select from help_session session
    where session.department_id = app_department() and session.id = asked_session
      and session.volunteer_id = app_person() and app_role() = 'volunteer' and session.kind = 'held'
      and not exists (
        select from help_answer
        where help_answer.department_id = session.department_id and help_answer.session_id = session.id
      )
  ) then
    return false;
  end if;
  insert into help_code (department_id, session_id, code_hash, expires_at)
    values (app_department(), asked_session, new_hash, until)
    on conflict (department_id, session_id) do update
      set code_hash = excluded.code_hash, expires_at = excluded.expires_at;
  return true;
end $$;

-- The student's word by number and code, from a phone that WeChat vouches for and that is not the
-- volunteer's; no sign-in. 'look' shows what would be confirmed. Answers with an outcome instead of
-- raising: a failure has to be counted. A wrong number and a wrong, used or expired code answer alike.
create function xueye.answer_help(
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
  -- One at a time for each side, so that parallel guesses are counted, too.
  perform pg_advisory_xact_lock(hashtextextended(phone, 11));
  perform pg_advisory_xact_lock(hashtextextended(student_key, 12));
  delete from help_code_failure where at < now_at - interval '1 day';
  if (select count(*) from help_code_failure where phone_print = phone and at > now_at - interval '1 hour') >= 5
    or (select count(*) from help_code_failure where student_print = student_key and at > now_at - interval '1 hour') >= 10
  then
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
    insert into help_code_failure (phone_print, student_print, at) values (phone, student_key, now_at);
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

revoke execute on function xueye.refuse_overlap(), xueye.is_my_pair(uuid, date), xueye.reached_pairings(),
  xueye.reached_sessions(), xueye.help_day_minutes(uuid, date),
  xueye.issue_help_code(uuid, text, timestamptz),
  xueye.answer_help(text, text, text, text, text, timestamptz, date) from public;
grant execute on function xueye.is_my_pair(uuid, date), xueye.reached_pairings(), xueye.reached_sessions(),
  xueye.help_day_minutes(uuid, date), xueye.issue_help_code(uuid, text, timestamptz),
  xueye.answer_help(text, text, text, text, text, timestamptz, date) to xueye_app;

-- help_code, help_code_failure: no policy, no grant; used by the functions only.
alter table xueye.help_code enable row level security;
alter table xueye.help_code_failure enable row level security;

alter table xueye.help_session enable row level security;
create policy read_own on xueye.help_session for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (volunteer_id = (select xueye.app_person()) and (select xueye.app_role()) = 'volunteer')
      or pairing_id in (select xueye.reached_pairings())
    )
  );
create policy volunteer_files on xueye.help_session for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and volunteer_id = (select xueye.app_person())
    and filed_on = (select xueye.app_today())
    and xueye.is_my_pair(pairing_id, held_on)
  );
grant select, insert on xueye.help_session to xueye_app;

alter table xueye.help_answer enable row level security;
create policy read_own on xueye.help_answer for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and session_id in (select xueye.reached_sessions())
  );
create policy volunteer_withdraws on xueye.help_answer for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and outcome = 'withdrawn'
    and answered_on = (select xueye.app_today())
    and exists (
      select from xueye.help_session
      where help_session.department_id = help_answer.department_id
        and help_session.id = help_answer.session_id
        and help_session.volunteer_id = (select xueye.app_person())
        and (select xueye.app_role()) = 'volunteer'
    )
  );
-- Never the fingerprint of the phone.
grant select (department_id, session_id, outcome, answered_on, answered_at), insert on xueye.help_answer to xueye_app;

alter table xueye.help_review enable row level security;
create policy read_own on xueye.help_review for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and session_id in (select xueye.reached_sessions())
  );
create policy counselor_reviews on xueye.help_review for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and coalesce((select xueye.app_role()) in ('leader', 'counselor'), false)
    and session_id in (select xueye.reached_sessions())
    and reviewed_by = (select xueye.app_person())
    and reviewed_on = (select xueye.app_today())
  );
grant select, insert on xueye.help_review to xueye_app;
