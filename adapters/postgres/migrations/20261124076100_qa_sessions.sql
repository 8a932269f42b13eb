-- 集中答疑 (art. 4): a teacher says when and where, whom of the students to look after it is for, and
-- afterwards who came and what was asked. Added to, never rewritten.

create table xueye.qa_session (
  department_id uuid not null references xueye.department,
  id uuid not null,
  offering_id uuid not null,
  teacher_id uuid not null,
  -- As it was called then: the adviser reads no offering.
  course_name text not null,
  held_on date not null,
  -- Minutes since midnight in Asia/Shanghai.
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  place text not null check (btrim(place) <> ''),
  topic text not null,
  announced_on date not null,
  announced_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, offering_id) references xueye.teaching_offering,
  foreign key (department_id, teacher_id) references xueye.person,
  check (to_minute > from_minute)
);
create index qa_session_teacher on xueye.qa_session (department_id, teacher_id, held_on);
create index qa_session_day on xueye.qa_session (department_id, held_on);

create table xueye.qa_invitation (
  department_id uuid not null references xueye.department,
  session_id uuid not null,
  student_id uuid not null,
  primary key (department_id, session_id, student_id),
  foreign key (department_id, session_id) references xueye.qa_session,
  foreign key (department_id, student_id) references xueye.student
);
create index qa_invitation_student on xueye.qa_invitation (department_id, student_id);

create table xueye.qa_report (
  department_id uuid not null references xueye.department,
  session_id uuid not null,
  outcome text not null check (outcome in ('held', 'cancelled')),
  -- How many came besides the students to look after.
  others integer not null check (others between 0 and 500),
  topics text not null,
  reported_on date not null,
  reported_at timestamptz not null,
  primary key (department_id, session_id),
  foreign key (department_id, session_id) references xueye.qa_session
);

create table xueye.qa_presence (
  department_id uuid not null references xueye.department,
  session_id uuid not null,
  student_id uuid not null,
  primary key (department_id, session_id, student_id),
  foreign key (department_id, session_id) references xueye.qa_report,
  foreign key (department_id, student_id) references xueye.student
);
create index qa_presence_student on xueye.qa_presence (department_id, student_id);

create trigger append_only before update or delete or truncate on xueye.qa_session
  for each statement execute function xueye.refuse_change();
create trigger append_only before update or delete or truncate on xueye.qa_invitation
  for each statement execute function xueye.refuse_change();
create trigger append_only before update or delete or truncate on xueye.qa_report
  for each statement execute function xueye.refuse_change();
create trigger append_only before update or delete or truncate on xueye.qa_presence
  for each statement execute function xueye.refuse_change();

-- A teacher's own, and those that students in reach were asked to or came to.
create function xueye.reached_qa() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select session.id from qa_session session
    where session.department_id = app_department()
      and (
        (session.teacher_id = app_person() and app_role() = 'teacher')
        or sees_department()
        or exists (
          select from qa_invitation invited
          where invited.department_id = session.department_id and invited.session_id = session.id
            and invited.student_id in (select reach_students())
        )
        or exists (
          select from qa_presence present
          where present.department_id = session.department_id and present.session_id = session.id
            and present.student_id in (select reach_students())
        )
      );
end $$;

-- Who may be written down for a session: of one's own, and a student to look after in its course.
create function xueye.is_my_qa(asked_session uuid, asked_student uuid) returns boolean
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return exists (
    select from qa_session session
    where session.department_id = app_department() and session.id = asked_session
      and session.teacher_id = app_person() and app_role() = 'teacher'
      and (asked_student is null or is_my_focus(session.offering_id, asked_student))
  );
end $$;
revoke execute on function xueye.reached_qa(), xueye.is_my_qa(uuid, uuid) from public;
grant execute on function xueye.reached_qa(), xueye.is_my_qa(uuid, uuid) to xueye_app;

alter table xueye.qa_session enable row level security;
create policy read_reached on xueye.qa_session for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (teacher_id = (select xueye.app_person()) and (select xueye.app_role()) = 'teacher')
      or id in (select xueye.reached_qa())
    )
  );
create policy teacher_announces on xueye.qa_session for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and teacher_id = (select xueye.app_person())
    and announced_on = (select xueye.app_today())
    and xueye.teaches(offering_id)
  );
grant select, insert on xueye.qa_session to xueye_app;

alter table xueye.qa_invitation enable row level security;
create policy read_reached on xueye.qa_invitation for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or student_id in (select xueye.reach_students())
      or xueye.is_my_qa(session_id, null)
    )
  );
create policy teacher_invites on xueye.qa_invitation for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and xueye.is_my_qa(session_id, student_id));
grant select, insert on xueye.qa_invitation to xueye_app;

alter table xueye.qa_report enable row level security;
create policy read_reached on xueye.qa_report for select to xueye_app
  using (department_id = (select xueye.app_department()) and session_id in (select xueye.reached_qa()));
create policy teacher_reports on xueye.qa_report for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and reported_on = (select xueye.app_today())
    and xueye.is_my_qa(session_id, null)
  );
grant select, insert on xueye.qa_report to xueye_app;

alter table xueye.qa_presence enable row level security;
create policy read_reached on xueye.qa_presence for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or student_id in (select xueye.reach_students())
      or xueye.is_my_qa(session_id, null)
    )
  );
create policy teacher_reports on xueye.qa_presence for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and xueye.is_my_qa(session_id, student_id));
grant select, insert on xueye.qa_presence to xueye_app;
