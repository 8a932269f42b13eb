-- 课堂重点关注 (art. 4): whom a teacher is to look after in a course of their own, how a lesson went for
-- them, and a note a month. A teacher reads no case, no grade and no student: `my_focus` tells what
-- reading §1 allows.

create table xueye.focus_mark (
  department_id uuid not null references xueye.department,
  -- Made by the phone; one filing of one lesson, for all students at once.
  lesson_id uuid not null,
  student_id uuid not null,
  offering_id uuid not null,
  teacher_id uuid not null,
  -- As it was called then: the adviser reads no offering.
  course_name text not null,
  held_on date not null,
  attendance text not null check (attendance in ('present', 'late', 'absent', 'leave')),
  answer text not null check (answer in ('not-asked', 'good', 'weak')),
  homework text not null check (homework in ('fine', 'late', 'missing')),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, lesson_id, student_id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, offering_id) references xueye.teaching_offering,
  foreign key (department_id, teacher_id) references xueye.person,
  constraint never_in_the_future check (held_on <= filed_on)
);
create index focus_mark_student on xueye.focus_mark (department_id, student_id, held_on);
create index focus_mark_teacher on xueye.focus_mark (department_id, teacher_id, held_on);
create trigger append_only before update or delete or truncate on xueye.focus_mark
  for each statement execute function xueye.refuse_change();

create table xueye.focus_note (
  department_id uuid not null references xueye.department,
  id uuid not null,
  student_id uuid not null,
  offering_id uuid not null,
  teacher_id uuid not null,
  course_name text not null,
  text text not null,
  noted_on date not null,
  noted_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, offering_id) references xueye.teaching_offering,
  foreign key (department_id, teacher_id) references xueye.person
);
create index focus_note_student on xueye.focus_note (department_id, student_id, noted_on);
create index focus_note_teacher on xueye.focus_note (department_id, teacher_id, noted_on);
create trigger append_only before delete or truncate on xueye.focus_note
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.focus_note
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.focus_note
  for each row execute function xueye.refuse_but_sealing('text');

-- The semester that is taught: the one begun last; without a calendar the newest of the offerings.
create function xueye.teaching_term() returns text
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return coalesce(
    (select term from calendar_term
     where department_id = app_department() and first_day <= app_today()
     order by first_day desc limit 1),
    (select max(term) from teaching_offering where department_id = app_department())
  );
end $$;

-- A teacher's own courses of this semester, and in each the identified students who have failed it and
-- not made it up: those of the classes that sit in it, and those whose class sits in none (they retake
-- it). One row with null for a course that nobody needs to be looked after in. Never tier, cause, grade.
create function xueye.my_focus()
returns table (
  offering_id uuid, course_code text, course_name text, student_id uuid, student_no text, student_name text,
  class_name text, is_retake boolean, since date
)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
begin
  return query
    with own as (
      select offering.id, offering.course_code, offering.course_name, offering.term
      from teaching_offering offering
      where offering.department_id = app_department() and offering.teacher_id = app_person()
        and app_role() = 'teacher' and offering.term = teaching_term()
    ), needing as (
      select distinct held.student_id, held.opened_on, course ->> 'courseCode' as code
      from support_case held
      join proposal on proposal.department_id = held.department_id and proposal.id = coalesce((
        select decision.proposal_id from decision
        where decision.department_id = held.department_id and decision.case_id = held.id
        order by decision.decided_at desc, decision.ordinal desc, decision.id desc limit 1
      ), held.proposal_id)
      cross join lateral jsonb_array_elements(proposal.result -> 'outstanding') course
      where held.department_id = app_department() and held.status = 'open' and held.tier <> 'watch'
        and exists (select from own)
    ), seated as (
      select own.id, student.id as student_id, student.student_no, student.name, class.name as class_name,
        needing.opened_on,
        exists (
          select from offering_class seat
          where seat.department_id = app_department() and seat.offering_id = own.id
            and seat.class_id = student.class_id and not seat.is_withdrawn
        ) as sits_here,
        exists (
          select from offering_class seat
          join teaching_offering other
            on other.department_id = seat.department_id and other.id = seat.offering_id
          where seat.department_id = app_department() and seat.class_id = student.class_id
            and not seat.is_withdrawn and other.course_code = own.course_code and other.term = own.term
        ) as sits_somewhere
      from own
      join needing on needing.code = own.course_code
      join student on student.department_id = app_department() and student.id = needing.student_id
      left join class on class.department_id = student.department_id and class.id = student.class_id
    )
    select own.id, own.course_code, own.course_name, seated.student_id, seated.student_no, seated.name,
      coalesce(seated.class_name, ''), not seated.sits_here, seated.opened_on
    from own
    left join seated on seated.id = own.id and (seated.sits_here or not seated.sits_somewhere)
    order by own.course_code, own.id, seated.student_no;
end $$;

create function xueye.is_my_focus(asked_offering uuid, asked_student uuid) returns boolean
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return exists (
    select from my_focus() mine
    where mine.offering_id = asked_offering and mine.student_id = asked_student
  );
end $$;

revoke execute on function xueye.teaching_term(), xueye.my_focus(), xueye.is_my_focus(uuid, uuid) from public;
grant execute on function xueye.my_focus(), xueye.is_my_focus(uuid, uuid) to xueye_app;

alter table xueye.focus_mark enable row level security;
create policy read_own on xueye.focus_mark for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (teacher_id = (select xueye.app_person()) and (select xueye.app_role()) = 'teacher')
      or (select xueye.sees_department())
      or student_id in (select xueye.reach_students())
    )
  );
create policy teacher_marks on xueye.focus_mark for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and teacher_id = (select xueye.app_person())
    and filed_on = (select xueye.app_today())
    and xueye.is_my_focus(offering_id, student_id)
  );
grant select, insert on xueye.focus_mark to xueye_app;

alter table xueye.focus_note enable row level security;
create policy read_own on xueye.focus_note for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (teacher_id = (select xueye.app_person()) and (select xueye.app_role()) = 'teacher')
      or (select xueye.sees_department())
      or student_id in (select xueye.reach_students())
    )
  );
create policy teacher_notes on xueye.focus_note for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and teacher_id = (select xueye.app_person())
    and noted_on = (select xueye.app_today())
    and xueye.is_my_focus(offering_id, student_id)
  );
grant select, insert on xueye.focus_note to xueye_app;
