-- 志愿者招募: a call, the students who answered it, and every step from there to work (art. 6). An applicant
-- has no account: the functions below answer a phone that WeChat vouches for, and no more than its own.

create table xueye.volunteer_call (
  department_id uuid not null references xueye.department,
  id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  title text not null check (btrim(title) <> ''),
  asks text not null check (btrim(asks) <> ''),
  -- [{title, material, minutes}]: what one is trained in before going to work.
  training jsonb not null check (jsonb_typeof(training) = 'array'),
  closes_on date not null,
  made_by uuid not null,
  made_on date not null,
  made_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, made_by) references xueye.person,
  check (closes_on >= made_on)
);
create trigger append_only before update or delete or truncate on xueye.volunteer_call
  for each statement execute function xueye.refuse_change();

create table xueye.volunteer_application (
  department_id uuid not null references xueye.department,
  id uuid not null,
  call_id uuid not null,
  student_id uuid not null,
  -- A fingerprint of the phone that applied; only it may change, take back or follow the application.
  phone_print text not null check (phone_print ~ '^[0-9a-f]{64}$'),
  -- [{name, score}] as the applicant says.
  courses jsonb not null check (jsonb_typeof(courses) = 'array' and jsonb_array_length(courses) > 0),
  free_periods jsonb not null check (jsonb_typeof(free_periods) = 'array'),
  campus text not null,
  contact text not null,
  why text not null,
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, call_id, student_id),
  foreign key (department_id, call_id) references xueye.volunteer_call,
  foreign key (department_id, student_id) references xueye.student
);
create index volunteer_application_phone on xueye.volunteer_application (phone_print);
create index volunteer_application_student on xueye.volunteer_application (department_id, student_id);
create trigger never_deleted before delete or truncate on xueye.volunteer_application
  for each statement execute function xueye.refuse_change();

create table xueye.application_step (
  department_id uuid not null references xueye.department,
  id uuid not null,
  application_id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  kind text not null check (
    kind in ('accepted', 'declined', 'trained', 'registered', 'activated', 'withdrawn')
  ),
  on_day date not null,
  -- Which of the training, from 0, and how long it took.
  item integer check (item >= 0),
  minutes integer check (minutes between 0 and 1440),
  -- For the working group; what the applicant was told is beside it.
  reason text not null,
  told text not null,
  at timestamptz not null,
  -- Null: the applicant.
  by_person uuid,
  primary key (department_id, id),
  unique (department_id, application_id, ordinal),
  foreign key (department_id, application_id) references xueye.volunteer_application,
  foreign key (department_id, by_person) references xueye.person,
  check ((kind = 'trained') = (item is not null)),
  check ((kind = 'withdrawn') = (by_person is null)),
  constraint declining_says_why check (kind <> 'declined' or (btrim(reason) <> '' and btrim(told) <> ''))
);
create unique index application_step_once on xueye.application_step (department_id, application_id, kind, coalesce(item, -1));
create trigger append_only before update or delete or truncate on xueye.application_step
  for each statement execute function xueye.refuse_change();

-- Numbers and names tried in vain, by fingerprint of the phone; kept a day.
create table xueye.application_failure (
  id bigint generated always as identity primary key,
  phone_print text not null,
  at timestamptz not null
);
create index application_failure_phone on xueye.application_failure (phone_print, at);

create function xueye.reached_applications() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  if not pairs_students() then return; end if;
  return query
    select application.id from volunteer_application application
    where application.department_id = app_department()
      and (sees_department() or application.student_id in (select reach_students()));
end $$;

-- Calls that are open, and those that this phone has answered; its own application with what it was told.
create function xueye.open_calls(asked_provider text, asked_subject text, on_day date)
returns table (
  call_id uuid, department_name text, term text, title text, asks text, training jsonb, closes_on date,
  application_id uuid, student_name text, courses jsonb, free_periods jsonb, campus text, contact text, why text,
  steps jsonb
)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
begin
  return query
    select call.id, department.name, call.term, call.title, call.asks, call.training, call.closes_on,
      own.id, student.name, own.courses, own.free_periods, own.campus, own.contact, own.why,
      coalesce((
        select jsonb_agg(
          jsonb_build_object('kind', step.kind, 'on', step.on_day, 'item', step.item, 'told', step.told)
          order by step.ordinal
        )
        from application_step step
        where step.department_id = own.department_id and step.application_id = own.id
      ), '[]'::jsonb)
    from volunteer_call call
    join department on department.department_id = call.department_id
    left join volunteer_application own
      on own.department_id = call.department_id and own.call_id = call.id and own.phone_print = phone
    left join student on student.department_id = own.department_id and student.id = own.student_id
    where (call.closes_on >= on_day and call.made_on <= on_day)
      or (own.id is not null and call.closes_on > on_day - 200)
    order by call.closes_on desc, call.id
    limit 20;
end $$;

-- An application by number and name, from one phone; again until somebody has answered it. Answers with an
-- outcome instead of raising: a failure has to be counted. A wrong number and a wrong name answer alike.
create function xueye.apply_as_volunteer(
  asked_provider text, asked_subject text, asked_call uuid, asked_no text, asked_name text, own_id uuid,
  own_courses jsonb, own_free jsonb, own_campus text, own_contact text, own_why text, now_at timestamptz,
  today date
) returns text
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  call volunteer_call;
  applicant student;
  held volunteer_application;
begin
  perform pg_advisory_xact_lock(hashtextextended(phone, 14));
  delete from application_failure where at < now_at - interval '1 day';
  if (select count(*) from application_failure where phone_print = phone and at > now_at - interval '1 hour') >= 5 then
    return 'too-many';
  end if;
  select * into call from volunteer_call where id = asked_call and closes_on >= today and made_on <= today;
  if not found then return 'closed'; end if;
  select * into applicant from student
    where department_id = call.department_id and student_no = asked_no and name = asked_name;
  if not found then
    insert into application_failure (phone_print, at) values (phone, now_at);
    return 'wrong';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(applicant.id::text, 15));
  select * into held from volunteer_application
    where department_id = call.department_id and call_id = call.id and student_id = applicant.id;
  if found then
    if held.phone_print <> phone then return 'taken'; end if;
    if exists (
      select from application_step
      where department_id = held.department_id and application_id = held.id
    ) then return 'answered'; end if;
    update volunteer_application
      set courses = own_courses, free_periods = own_free, campus = own_campus, contact = own_contact, why = own_why,
        filed_on = today, filed_at = now_at
      where department_id = held.department_id and id = held.id;
    return 'filed';
  end if;
  insert into volunteer_application (
    department_id, id, call_id, student_id, phone_print, courses, free_periods, campus, contact, why, filed_on,
    filed_at
  ) values (
    call.department_id, own_id, call.id, applicant.id, phone, own_courses, own_free, own_campus, own_contact,
    own_why, today, now_at
  );
  return 'filed';
end $$;

-- Taken back by the phone that applied, before going to work. False: there is none, or it is too late.
create function xueye.withdraw_application(
  asked_provider text, asked_subject text, asked_application uuid, step_id uuid, now_at timestamptz, today date
) returns boolean
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  held volunteer_application;
begin
  select * into held from volunteer_application where id = asked_application and phone_print = phone for update;
  if not found then return false; end if;
  if exists (
    select from application_step
    where department_id = held.department_id and application_id = held.id
      and kind in ('declined', 'activated', 'withdrawn')
  ) then return false; end if;
  insert into application_step (
    department_id, id, application_id, ordinal, kind, on_day, reason, told, at, by_person
  )
  select held.department_id, step_id, held.id, coalesce(max(ordinal), 0) + 1, 'withdrawn', today, '', '', now_at, null
  from application_step where department_id = held.department_id and application_id = held.id;
  return true;
end $$;

revoke execute on function xueye.reached_applications(), xueye.open_calls(text, text, date),
  xueye.apply_as_volunteer(text, text, uuid, text, text, uuid, jsonb, jsonb, text, text, text, timestamptz, date),
  xueye.withdraw_application(text, text, uuid, uuid, timestamptz, date) from public;
grant execute on function xueye.reached_applications(), xueye.open_calls(text, text, date),
  xueye.apply_as_volunteer(text, text, uuid, text, text, uuid, jsonb, jsonb, text, text, text, timestamptz, date),
  xueye.withdraw_application(text, text, uuid, uuid, timestamptz, date) to xueye_app;

-- No policy, no grant; used by the functions only.
alter table xueye.application_failure enable row level security;

alter table xueye.volunteer_call enable row level security;
create policy pairers_read on xueye.volunteer_call for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.pairs_students()));
create policy pairers_call on xueye.volunteer_call for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and made_by = (select xueye.app_person())
    and made_on = (select xueye.app_today())
  );
grant select, insert on xueye.volunteer_call to xueye_app;

alter table xueye.volunteer_application enable row level security;
create policy read_reached on xueye.volunteer_application for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
-- Never the fingerprint of the phone; written by the function alone.
grant select (
  department_id, id, call_id, student_id, courses, free_periods, campus, contact, why, filed_on, filed_at
) on xueye.volunteer_application to xueye_app;

alter table xueye.application_step enable row level security;
create policy read_reached on xueye.application_step for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and application_id in (select xueye.reached_applications())
  );
create policy working_group_steps on xueye.application_step for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and application_id in (select xueye.reached_applications())
    and by_person = (select xueye.app_person())
    and on_day <= (select xueye.app_today())
    and case
      when kind in ('accepted', 'declined') then (select xueye.app_role()) in ('leader', 'counselor')
      when kind in ('registered', 'activated') then (select xueye.is_office())
      else true
    end
  );
grant select, insert on xueye.application_step to xueye_app;
