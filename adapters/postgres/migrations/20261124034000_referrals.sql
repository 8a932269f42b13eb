-- 早报告: what a member of the working group saw of a student, and what the meeting made of it (art. 3).

-- Whether a 学号 and a name belong together: both, or nothing. A role that sees no roster names a student
-- by them; a wrong name and an unknown number are the same answer.
create function xueye.find_student(asked_no text, asked_name text) returns uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return (
    select student.id from student
    where student.department_id = app_department()
      and app_role() is not null
      and student.student_no = asked_no
      and student.name = asked_name
  );
end $$;

create table xueye.referral (
  department_id uuid not null references xueye.department,
  id uuid not null,
  student_id uuid not null,
  -- As the referrer named the student: shown to the referrer again, who may not read the roster.
  student_no text collate "C" not null,
  student_name text not null,
  causes jsonb not null,
  cause_note text not null,
  seen text not null check (btrim(seen) <> ''),
  referrer_id uuid not null,
  referrer_role text not null
    check (referrer_role in ('leader', 'office', 'counselor', 'adviser', 'teacher', 'volunteer')),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, referrer_id) references xueye.person
);
create index referral_filed on xueye.referral (department_id, filed_on, id);
create index referral_referrer on xueye.referral (department_id, referrer_id, filed_at desc);
create index referral_student on xueye.referral (department_id, student_id);
create trigger append_only before update or delete or truncate on xueye.referral
  for each statement execute function xueye.refuse_change();

create table xueye.referral_attachment (
  department_id uuid not null references xueye.department,
  id uuid not null,
  referral_id uuid not null,
  position integer not null check (position >= 1),
  path text not null check (btrim(path) <> ''),
  -- By the file's first bytes, whatever it was called.
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes integer not null check (bytes between 1 and 10485760),
  primary key (department_id, id),
  unique (department_id, referral_id, position),
  unique (department_id, path),
  foreign key (department_id, referral_id) references xueye.referral
);
create trigger append_only before update or delete or truncate on xueye.referral_attachment
  for each statement execute function xueye.refuse_change();

create table xueye.referral_answer (
  department_id uuid not null references xueye.department,
  id uuid not null,
  referral_id uuid not null,
  -- First, second … word on this referral; the last one is in force.
  ordinal integer not null check (ordinal >= 1),
  outcome text not null check (outcome in ('accepted', 'not-accepted', 'withdrawn')),
  -- The semester for whose screening it counts; null: withdrawn.
  term text check (term ~ '^\d{4}-\d{4}-[123]$'),
  -- Stays within the department's roles.
  reason text not null,
  answered_on date not null,
  answered_at timestamptz not null,
  answered_by uuid not null,
  primary key (department_id, id),
  unique (department_id, referral_id, ordinal),
  foreign key (department_id, referral_id) references xueye.referral,
  foreign key (department_id, answered_by) references xueye.person,
  constraint withdrawn_before_any_answer check (outcome <> 'withdrawn' or ordinal = 1),
  constraint answered_for_a_semester check ((outcome = 'withdrawn') = (term is null)),
  constraint declining_says_why check (outcome <> 'not-accepted' or btrim(reason) <> ''),
  constraint changing_says_why check (ordinal = 1 or btrim(reason) <> '')
);
create trigger append_only before update or delete or truncate on xueye.referral_answer
  for each statement execute function xueye.refuse_change();

-- The outcome class alone of the referrals that the actor may see: a referrer hears that and no reason.
create function xueye.referral_standing(asked uuid[])
returns table (referral_id uuid, outcome text, answered_on date)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select distinct on (answer.referral_id) answer.referral_id, answer.outcome, answer.answered_on
    from referral_answer answer
    join referral on referral.department_id = answer.department_id and referral.id = answer.referral_id
    where answer.department_id = app_department()
      and app_role() is not null
      and answer.referral_id = any (asked)
      and (
        referral.referrer_id = app_person()
        or sees_department()
        or referral.student_id in (select reach_students())
      )
    order by answer.referral_id, answer.ordinal desc;
end $$;

revoke execute on function xueye.find_student(text, text), xueye.referral_standing(uuid[]) from public;
grant execute on function xueye.find_student(text, text), xueye.referral_standing(uuid[]) to xueye_app;

alter table xueye.referral enable row level security;
create policy read_reached on xueye.referral for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or student_id in (select xueye.reach_students())
      or (referrer_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
-- Who files knows the student: by number and name, whatever id came with them.
create policy referrer_files on xueye.referral for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and referrer_id = (select xueye.app_person())
    and referrer_role = (select xueye.app_role())
    and filed_on = (select xueye.app_today())
    and student_id = xueye.find_student(student_no, student_name)
  );
grant select, insert on xueye.referral to xueye_app;

alter table xueye.referral_attachment enable row level security;
create policy read_reached on xueye.referral_attachment for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or referral_id in (
        select referral.id from xueye.referral
        where referral.department_id = (select xueye.app_department())
          and referral.student_id in (select xueye.reach_students())
      )
    )
  );
create policy referrer_adds on xueye.referral_attachment for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and referral_id in (
      select referral.id from xueye.referral
      where referral.department_id = (select xueye.app_department())
        and referral.referrer_id = (select xueye.app_person())
        and referral.filed_on = (select xueye.app_today())
    )
  );
grant select, insert on xueye.referral_attachment to xueye_app;

alter table xueye.referral_answer enable row level security;
create policy department_reads on xueye.referral_answer for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (answered_by = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy leader_answers on xueye.referral_answer for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and outcome <> 'withdrawn'
    and answered_by = (select xueye.app_person())
    and answered_on = (select xueye.app_today())
  );
create policy referrer_withdraws on xueye.referral_answer for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and outcome = 'withdrawn'
    and answered_by = (select xueye.app_person())
    and answered_on = (select xueye.app_today())
    and referral_id in (
      select referral.id from xueye.referral
      where referral.department_id = (select xueye.app_department())
        and referral.referrer_id = (select xueye.app_person())
    )
  );
grant select, insert on xueye.referral_answer to xueye_app;

-- New evidence about a student whom a screening has proposed already, or has not: the later one stands.
alter table xueye.proposal add column revision integer not null default 1 check (revision >= 1);
alter table xueye.proposal drop constraint proposal_department_id_screening_id_student_id_key;
alter table xueye.proposal add unique (department_id, screening_id, student_id, revision);
