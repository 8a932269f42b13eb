-- 学习计划: its versions, the student's agreement, reviews, and 选课咨询 (art. 4, 5). All only added to:
-- whether a course is cleared follows from the grades and is kept nowhere.

create table xueye.study_plan (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  -- First, second … version of the case's plan; the last one is in force.
  ordinal integer not null check (ordinal >= 1),
  reason text not null,
  goal text not null check (btrim(goal) <> ''),
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  -- Of the goal, the lines and the steps: what the student agrees to.
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  author_id uuid not null,
  author_role text not null check (author_role = 'adviser'),
  made_on date not null,
  made_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, case_id, ordinal),
  unique (department_id, id, student_id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  constraint revising_says_why check (ordinal = 1 or btrim(reason) <> '')
);
create index study_plan_student on xueye.study_plan (department_id, student_id);
create trigger append_only before update or delete or truncate on xueye.study_plan
  for each statement execute function xueye.refuse_change();

create table xueye.plan_agreement (
  department_id uuid not null references xueye.department,
  id uuid not null,
  plan_id uuid not null,
  student_id uuid not null,
  way text not null check (way in ('signature')),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  -- The drawing, and the hash of its bytes.
  path text not null check (btrim(path) <> ''),
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  -- On whose phone.
  witness_id uuid not null,
  agreed_on date not null,
  agreed_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, plan_id),
  unique (department_id, path),
  foreign key (department_id, plan_id, student_id) references xueye.study_plan (department_id, id, student_id),
  foreign key (department_id, witness_id) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.plan_agreement
  for each statement execute function xueye.refuse_change();

create table xueye.plan_review (
  department_id uuid not null references xueye.department,
  id uuid not null,
  plan_id uuid not null,
  student_id uuid not null,
  held_on date not null,
  progress jsonb not null check (jsonb_typeof(progress) = 'array'),
  note text not null,
  next text not null,
  author_id uuid not null,
  author_role text not null check (author_role = 'adviser'),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, plan_id, student_id) references xueye.study_plan (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  constraint never_in_the_future check (held_on <= filed_on)
);
create index plan_review_plan on xueye.plan_review (department_id, plan_id, held_on);
create index plan_review_student on xueye.plan_review (department_id, student_id);
create trigger append_only before update or delete or truncate on xueye.plan_review
  for each statement execute function xueye.refuse_change();

create table xueye.course_advice (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  held_on date not null,
  advice text not null check (btrim(advice) <> ''),
  author_id uuid not null,
  author_role text not null check (author_role = 'adviser'),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  constraint never_in_the_future check (held_on <= filed_on)
);
create index course_advice_case on xueye.course_advice (department_id, case_id, held_on);
create index course_advice_student on xueye.course_advice (department_id, student_id);
create trigger append_only before update or delete or truncate on xueye.course_advice
  for each statement execute function xueye.refuse_change();

-- The next semester in which each course is offered: who plans with a student sees no timetable.
create function xueye.next_offerings(asked text[], from_term text)
returns table (course_code text, term text)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select offering.course_code, min(offering.term)
    from teaching_offering offering
    where offering.department_id = app_department()
      and sees_staff()
      and offering.course_code = any (asked)
      and offering.term >= from_term
    group by offering.course_code;
end $$;
revoke execute on function xueye.next_offerings(text[], text) from public;
grant execute on function xueye.next_offerings(text[], text) to xueye_app;

alter table xueye.study_plan enable row level security;
create policy read_reached on xueye.study_plan for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.study_plan for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and (select xueye.app_role()) = 'adviser'
    and made_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.study_plan to xueye_app;

alter table xueye.plan_agreement enable row level security;
create policy read_reached on xueye.plan_agreement for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy adviser_witnesses on xueye.plan_agreement for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and witness_id = (select xueye.app_person())
    and (select xueye.app_role()) = 'adviser'
    and agreed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.plan_agreement to xueye_app;

alter table xueye.plan_review enable row level security;
create policy read_reached on xueye.plan_review for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.plan_review for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and (select xueye.app_role()) = 'adviser'
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.plan_review to xueye_app;

alter table xueye.course_advice enable row level security;
create policy read_reached on xueye.course_advice for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.course_advice for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and (select xueye.app_role()) = 'adviser'
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.course_advice to xueye_app;
