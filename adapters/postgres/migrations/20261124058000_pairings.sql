-- 结对: who may be asked, whom they are to help, the pairs that people made of it, and why one ended
-- (art. 4, art. 6). A volunteer reads none of these tables: `my_pairs` tells what reading §1 allows.

-- Beside the imported list: what the application needs to find a pair.
create table xueye.volunteer_profile (
  department_id uuid not null references xueye.department,
  person_id uuid not null,
  -- [{code, name, score}]: score in 1/100, null for a pass without one.
  passed jsonb not null default '[]' check (jsonb_typeof(passed) = 'array'),
  -- Weekly periods such as "2-4"; null: not said yet.
  free_periods jsonb check (jsonb_typeof(free_periods) = 'array'),
  campus text check (btrim(campus) <> ''),
  -- How many students at once; 0: takes nobody at present.
  places integer not null default 1 check (places between 0 and 5),
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (department_id, person_id),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, saved_by) references xueye.person
);

-- What a student needs of a pair, as the counselor was told.
create table xueye.pairing_wish (
  department_id uuid not null references xueye.department,
  student_id uuid not null,
  free_periods jsonb check (jsonb_typeof(free_periods) = 'array'),
  campus text check (btrim(campus) <> ''),
  class_wish text check (class_wish in ('own-class', 'other-class')),
  -- Tier 1 and 3 have a pair only when one is asked for.
  asked_on date,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (department_id, student_id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, saved_by) references xueye.person
);

create table xueye.pairing (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  volunteer_id uuid not null,
  first_day date not null,
  last_day date,
  -- [{code, name}]: those to help with.
  courses jsonb not null check (jsonb_typeof(courses) = 'array'),
  agreed_contact text not null,
  -- Why these two, in a sentence.
  because text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  end_kind text check (
    end_kind in (
      'student-wish', 'volunteer-wish', 'not-suitable', 'unavailable', 'goal-reached', 'case-closed', 'mistake'
    )
  ),
  end_note text,
  ended_by uuid,
  ended_at timestamptz,
  primary key (department_id, id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, volunteer_id) references xueye.person,
  foreign key (department_id, made_by) references xueye.person,
  foreign key (department_id, ended_by) references xueye.person,
  check (last_day >= first_day),
  constraint ended_says_when_why_and_by_whom check (
    (last_day is null) = (end_kind is null)
    and (last_day is null) = (end_note is null)
    and (last_day is null) = (ended_by is null)
    and (last_day is null) = (ended_at is null)
  )
);
create unique index pairing_one_active on xueye.pairing (department_id, student_id) where last_day is null;
create index pairing_student on xueye.pairing (department_id, student_id, first_day);
create index pairing_volunteer on xueye.pairing (department_id, volunteer_id);

-- A pair that one of the two turned down is not suggested again.
create table xueye.pairing_refusal (
  department_id uuid not null references xueye.department,
  id uuid not null,
  student_id uuid not null,
  volunteer_id uuid not null,
  refused_by text not null check (refused_by in ('student', 'volunteer')),
  note text not null,
  recorded_by uuid not null,
  recorded_on date not null,
  primary key (department_id, id),
  unique (department_id, student_id, volunteer_id, refused_by),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, volunteer_id) references xueye.person,
  foreign key (department_id, recorded_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.pairing_refusal
  for each statement execute function xueye.refuse_change();

-- The places of a volunteer hold whoever confirms at the same moment, also where a counselor does not see
-- the pairs of another area.
create function xueye.keep_pairing_rules() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    if old.last_day is not null then
      raise exception 'an ended pair stays ended' using errcode = 'restrict_violation', table = 'pairing';
    end if;
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.department_id::text || ':pairs:' || new.volunteer_id::text, 0));
  if (
    select count(*) from pairing
    where department_id = new.department_id and volunteer_id = new.volunteer_id and last_day is null
  ) >= coalesce((
    select places from volunteer_profile
    where department_id = new.department_id and person_id = new.volunteer_id
  ), 1) then
    raise exception 'this volunteer has no place left' using errcode = 'check_violation', table = 'pairing',
      constraint = 'pairing_places';
  end if;
  return new;
end $$;
create trigger places before insert or update on xueye.pairing
  for each row execute function xueye.keep_pairing_rules();
create trigger never_deleted before delete or truncate on xueye.pairing
  for each statement execute function xueye.refuse_change();

-- The roles that make pairs.
create function xueye.pairs_students() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() in ('leader', 'office', 'counselor'), false) $$;

-- Volunteers at work in the whole department: whoever makes pairs in one area needs to know how many
-- students a volunteer has in all. One who is identified (by the student number) takes nobody.
create function xueye.volunteer_offers()
returns table (
  person_id uuid, work_no text, name text, class_name text, helps_with jsonb, free_time text, passed jsonb,
  free_periods jsonb, campus text, places integer, load integer, is_paused boolean
)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  if not pairs_students() then return; end if;
  return query
    select person.id, person.work_no, person.name, coalesce(volunteer.class_name, class.name),
      coalesce(volunteer.courses, '[]'::jsonb), volunteer.free_time, coalesce(profile.passed, '[]'::jsonb),
      profile.free_periods, profile.campus, coalesce(profile.places, 1),
      (select count(*)::integer from pairing
       where pairing.department_id = person.department_id and pairing.volunteer_id = person.id
         and pairing.last_day is null),
      coalesce(profile.places, 1) = 0 or exists (
        select from support_case
        where support_case.department_id = person.department_id and support_case.student_id = student.id
          and support_case.status = 'open'
      )
    from person
    left join volunteer on volunteer.department_id = person.department_id and volunteer.person_id = person.id
    left join volunteer_profile profile
      on profile.department_id = person.department_id and profile.person_id = person.id
    left join student on student.department_id = person.department_id and student.student_no = person.work_no
    left join class on class.department_id = student.department_id and class.id = student.class_id
    where person.department_id = app_department()
      and exists (
        select from assignment
        where assignment.department_id = person.department_id and assignment.person_id = person.id
          and assignment.role = 'volunteer' and assignment.first_day <= app_today()
          and (assignment.last_day is null or assignment.last_day >= app_today())
      )
    order by person.work_no;
end $$;

-- What a volunteer may know of whom they help (reading §1), while the pair is active.
create function xueye.my_pairs()
returns table (
  pairing_id uuid, student_name text, class_name text, agreed_contact text, courses jsonb, first_day date
)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select pairing.id, student.name, coalesce(class.name, ''), pairing.agreed_contact, pairing.courses,
      pairing.first_day
    from pairing
    join student on student.department_id = pairing.department_id and student.id = pairing.student_id
    left join class on class.department_id = student.department_id and class.id = student.class_id
    where pairing.department_id = app_department() and pairing.volunteer_id = app_person()
      and app_role() = 'volunteer' and pairing.last_day is null
    order by pairing.first_day, pairing.id;
end $$;

revoke execute on function xueye.keep_pairing_rules(), xueye.pairs_students(), xueye.volunteer_offers(),
  xueye.my_pairs() from public;
grant execute on function xueye.pairs_students(), xueye.volunteer_offers(), xueye.my_pairs() to xueye_app;

alter table xueye.volunteer_profile enable row level security;
create policy pairers_read on xueye.volunteer_profile for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.pairs_students())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) = 'volunteer')
    )
  );
create policy pairers_add on xueye.volunteer_profile for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and saved_by = (select xueye.app_person())
  );
create policy pairers_correct on xueye.volunteer_profile for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.pairs_students()))
  with check (saved_by = (select xueye.app_person()));
grant select, insert, update (passed, free_periods, campus, places, saved_by, saved_at)
  on xueye.volunteer_profile to xueye_app;

alter table xueye.pairing_wish enable row level security;
create policy read_reached on xueye.pairing_wish for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy pairers_add on xueye.pairing_wish for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
    and saved_by = (select xueye.app_person())
  );
create policy pairers_correct on xueye.pairing_wish for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  )
  with check (saved_by = (select xueye.app_person()));
grant select, insert, update (free_periods, campus, class_wish, asked_on, saved_by, saved_at)
  on xueye.pairing_wish to xueye_app;

alter table xueye.pairing enable row level security;
create policy read_reached on xueye.pairing for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy pairers_make on xueye.pairing for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
    and made_by = (select xueye.app_person())
    and first_day = (select xueye.app_today())
    and last_day is null
  );
create policy pairers_end on xueye.pairing for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  )
  with check (ended_by is null or (ended_by = (select xueye.app_person()) and last_day = (select xueye.app_today())));
grant select, insert, update (last_day, end_kind, end_note, ended_by, ended_at, agreed_contact)
  on xueye.pairing to xueye_app;

alter table xueye.pairing_refusal enable row level security;
create policy read_reached on xueye.pairing_refusal for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy pairers_record on xueye.pairing_refusal for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.pairs_students())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
    and recorded_by = (select xueye.app_person())
    and recorded_on = (select xueye.app_today())
  );
grant select, insert on xueye.pairing_refusal to xueye_app;
