-- 志愿服务时数证明: what was certified of a volunteer's confirmed sessions, by number and check code, and how
-- one ended (art. 6). Added to, never rewritten. A number is never given twice and never left out within a
-- year; a session stands in one valid certificate at most.

create table xueye.service_certificate (
  department_id uuid not null references xueye.department,
  id uuid not null,
  volunteer_id uuid not null,
  year integer not null check (year between 2000 and 2999),
  serial integer not null check (serial >= 1),
  number text not null,
  -- All that the paper says, and so all that a check tells.
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  -- Of the check code, which is sealed beside it for the paper alone.
  code_hash text not null unique check (code_hash ~ '^[0-9a-f]{64}$'),
  check_code text not null,
  replaces uuid,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  primary key (department_id, id),
  unique (department_id, year, serial),
  unique (department_id, number),
  unique (department_id, replaces),
  foreign key (department_id, volunteer_id) references xueye.person,
  foreign key (department_id, issued_by) references xueye.person,
  foreign key (department_id, replaces) references xueye.service_certificate (department_id, id)
);
create index service_certificate_volunteer on xueye.service_certificate (department_id, volunteer_id, issued_at);
create trigger never_deleted before delete or truncate on xueye.service_certificate
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.service_certificate
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.service_certificate
  for each row execute function xueye.refuse_but_sealing('check_code');

create table xueye.service_certificate_end (
  department_id uuid not null references xueye.department,
  certificate_id uuid not null,
  kind text not null check (kind in ('withdrawn', 'replaced')),
  reason text not null check (btrim(reason) <> ''),
  ended_on date not null,
  ended_at timestamptz not null,
  ended_by uuid not null,
  primary key (department_id, certificate_id),
  foreign key (department_id, certificate_id) references xueye.service_certificate,
  foreign key (department_id, ended_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.service_certificate_end
  for each statement execute function xueye.refuse_change();

create table xueye.certified_session (
  department_id uuid not null references xueye.department,
  certificate_id uuid not null,
  session_id uuid not null,
  primary key (department_id, certificate_id, session_id),
  foreign key (department_id, certificate_id) references xueye.service_certificate,
  foreign key (department_id, session_id) references xueye.help_session
);
create index certified_session_session on xueye.certified_session (department_id, session_id);
create trigger append_only before update or delete or truncate on xueye.certified_session
  for each statement execute function xueye.refuse_change();

create table xueye.certificate_series (
  department_id uuid not null references xueye.department,
  year integer not null check (year between 2000 and 2999),
  last integer not null check (last >= 1),
  primary key (department_id, year)
);

-- Check codes tried in vain, by fingerprint of the phone; kept a day.
create table xueye.certificate_check_failure (
  id bigint generated always as identity primary key,
  phone_print text not null,
  at timestamptz not null
);
create index certificate_check_failure_phone on xueye.certificate_check_failure (phone_print, at);

-- Only the volunteer's own confirmed sessions, each in one valid certificate at most.
create function xueye.keep_certified_once() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.department_id::text || ':certified', 0));
  if not exists (
    select from help_session session
    join service_certificate certificate
      on certificate.department_id = session.department_id and certificate.id = new.certificate_id
    join help_answer answer
      on answer.department_id = session.department_id and answer.session_id = session.id
    where session.department_id = new.department_id and session.id = new.session_id
      and session.volunteer_id = certificate.volunteer_id and session.kind = 'held'
      and answer.outcome = 'confirmed'
  ) then
    raise exception 'only confirmed sessions are certified' using errcode = 'check_violation',
      table = 'certified_session', constraint = 'certified_session_confirmed';
  end if;
  if exists (
    select from certified_session other
    where other.department_id = new.department_id and other.session_id = new.session_id
      and other.certificate_id <> new.certificate_id
      and not exists (
        select from service_certificate_end ended
        where ended.department_id = other.department_id and ended.certificate_id = other.certificate_id
      )
  ) then
    raise exception 'certified already' using errcode = 'check_violation', table = 'certified_session',
      constraint = 'certified_session_once';
  end if;
  return new;
end $$;
create trigger once before insert on xueye.certified_session
  for each row execute function xueye.keep_certified_once();

-- Volunteers whose hours may be certified: of the department, or those who help or helped in the area.
create function xueye.certifiable_volunteers()
returns table (person_id uuid, work_no text, name text, class_name text)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  if not pairs_students() then return; end if;
  return query
    select person.id, person.work_no, person.name, coalesce(volunteer.class_name, class.name)
    from person
    left join volunteer on volunteer.department_id = person.department_id and volunteer.person_id = person.id
    left join student on student.department_id = person.department_id and student.student_no = person.work_no
    left join class on class.department_id = student.department_id and class.id = student.class_id
    where person.department_id = app_department()
      and person.id in (
        select pairing.volunteer_id from pairing
        where pairing.department_id = app_department() and pairing.id in (select reached_pairings())
      )
    order by person.work_no;
end $$;

-- What a volunteer did, with whomever: a certificate counts all of it. Never the student, never what was done.
create function xueye.volunteer_hours(asked_volunteer uuid)
returns table (
  session_id uuid, volunteer_id uuid, kind text, held_on date, from_minute integer, to_minute integer,
  answer text, review text, day_minutes integer, certificate_id uuid
)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select session.id, session.volunteer_id, session.kind, session.held_on, session.from_minute,
      session.to_minute, answer.outcome,
      (select review.outcome from help_review review
       where review.department_id = session.department_id and review.session_id = session.id
       order by review.ordinal desc limit 1),
      coalesce(sum(session.to_minute - session.from_minute) filter (
        where session.kind = 'held' and (answer.outcome is null or answer.outcome = 'confirmed')
      ) over (partition by session.volunteer_id, session.held_on), 0)::integer,
      (select held.certificate_id from certified_session held
       where held.department_id = session.department_id and held.session_id = session.id
         and not exists (
           select from service_certificate_end ended
           where ended.department_id = held.department_id and ended.certificate_id = held.certificate_id
         ))
    from help_session session
    left join help_answer answer
      on answer.department_id = session.department_id and answer.session_id = session.id
    where session.department_id = app_department()
      and (asked_volunteer is null or session.volunteer_id = asked_volunteer)
      and session.volunteer_id in (select certifiable.person_id from certifiable_volunteers() certifiable)
    order by session.held_on, session.from_minute, session.id;
end $$;

-- Certificates of one's own, or of volunteers whose hours one may certify.
create function xueye.reached_certificates() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select certificate.id from service_certificate certificate
    where certificate.department_id = app_department()
      and (
        (certificate.volunteer_id = app_person() and app_role() = 'volunteer')
        or certificate.volunteer_id in (select certifiable.person_id from certifiable_volunteers() certifiable)
      );
end $$;

-- For whoever holds the paper: what it says and whether it still stands, by its check code; no sign-in.
-- Answers with an outcome instead of raising: a failure has to be counted.
create function xueye.check_certificate(asked_provider text, asked_subject text, asked_hash text, now_at timestamptz)
returns table (outcome text, content jsonb, ended_on date, replaced_by text)
language plpgsql security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  found_one service_certificate;
begin
  perform pg_advisory_xact_lock(hashtextextended(phone, 13));
  delete from certificate_check_failure where at < now_at - interval '1 day';
  if (
    select count(*) from certificate_check_failure
    where phone_print = phone and at > now_at - interval '1 hour'
  ) >= 10 then
    return query select 'too-many', null::jsonb, null::date, null::text;
    return;
  end if;
  select * into found_one from service_certificate where code_hash = asked_hash;
  if not found then
    insert into certificate_check_failure (phone_print, at) values (phone, now_at);
    return query select 'wrong', null::jsonb, null::date, null::text;
    return;
  end if;
  return query
    select coalesce(ended.kind, 'valid'), found_one.content, ended.ended_on, later.number
    from (select) as always
    left join service_certificate_end ended
      on ended.department_id = found_one.department_id and ended.certificate_id = found_one.id
    left join service_certificate later
      on later.department_id = found_one.department_id and later.replaces = found_one.id;
end $$;

revoke execute on function xueye.keep_certified_once(), xueye.certifiable_volunteers(),
  xueye.volunteer_hours(uuid), xueye.reached_certificates(),
  xueye.check_certificate(text, text, text, timestamptz) from public;
grant execute on function xueye.certifiable_volunteers(), xueye.volunteer_hours(uuid),
  xueye.reached_certificates(), xueye.check_certificate(text, text, text, timestamptz) to xueye_app;

-- No policy, no grant; used by the function only.
alter table xueye.certificate_check_failure enable row level security;

alter table xueye.service_certificate enable row level security;
create policy read_reached on xueye.service_certificate for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (volunteer_id = (select xueye.app_person()) and (select xueye.app_role()) = 'volunteer')
      or volunteer_id in (select person_id from xueye.certifiable_volunteers())
    )
  );
create policy certifiers_issue on xueye.service_certificate for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and volunteer_id in (select person_id from xueye.certifiable_volunteers())
    and issued_by = (select xueye.app_person())
    and issued_on = (select xueye.app_today())
  );
grant select, insert on xueye.service_certificate to xueye_app;

alter table xueye.service_certificate_end enable row level security;
create policy read_reached on xueye.service_certificate_end for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and certificate_id in (select xueye.reached_certificates())
  );
create policy certifiers_end on xueye.service_certificate_end for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and certificate_id in (select xueye.reached_certificates())
    and ended_by = (select xueye.app_person())
    and ended_on = (select xueye.app_today())
  );
grant select, insert on xueye.service_certificate_end to xueye_app;

alter table xueye.certified_session enable row level security;
create policy read_reached on xueye.certified_session for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and certificate_id in (select xueye.reached_certificates())
  );
create policy certifiers_certify on xueye.certified_session for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and certificate_id in (select xueye.reached_certificates())
  );
grant select, insert on xueye.certified_session to xueye_app;

alter table xueye.certificate_series enable row level security;
create policy certifiers_count on xueye.certificate_series for all to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.pairs_students()))
  with check (department_id = (select xueye.app_department()) and (select xueye.pairs_students()));
grant select, insert, update on xueye.certificate_series to xueye_app;

-- A volunteer keeps papers of their own: the certificates.
create policy volunteer_adds on xueye.file_object for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) = 'volunteer'
    and created_by = (select xueye.app_person())
    and purpose = 'paper'
  );
