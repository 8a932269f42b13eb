-- Whose courses the students of cases sit in: for the timers, and for who sees the department, whose lists
-- name the teacher that owes a note.

drop function xueye.timer_focus_teachers(uuid[]);

create function xueye.focus_teachers(asked uuid[])
returns table (case_id uuid, teacher_id uuid)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  this_term text := teaching_term();
begin
  if not sees_department() or not exists (
    select from teaching_offering
    where department_id = app_department() and term = this_term
  ) then
    return;
  end if;
  return query
    with needing as materialized (
      select distinct held.id, student.class_id, course ->> 'courseCode' as code
      from support_case held
      join student on student.department_id = held.department_id and student.id = held.student_id
      join proposal on proposal.department_id = held.department_id and proposal.id = coalesce((
        select decision.proposal_id from decision
        where decision.department_id = held.department_id and decision.case_id = held.id
        order by decision.decided_at desc, decision.ordinal desc, decision.id desc limit 1
      ), held.proposal_id)
      cross join lateral jsonb_array_elements(proposal.result -> 'outstanding') course
      where held.department_id = app_department() and held.id = any (asked)
        and held.status = 'open' and held.tier <> 'watch'
    ), offered as materialized (
      select offering.id, offering.course_code, offering.teacher_id from teaching_offering offering
      where offering.department_id = app_department() and offering.term = this_term
    ), teaching as materialized (
      select distinct assignment.person_id from assignment
      where assignment.department_id = app_department() and assignment.role = 'teacher'
        and assignment.first_day <= app_today()
        and (assignment.last_day is null or assignment.last_day >= app_today())
    ), seated as (
      select offered.course_code, seat.class_id, offered.id from offered
      join offering_class seat on seat.department_id = app_department() and seat.offering_id = offered.id
      where not seat.is_withdrawn
    )
    select distinct needing.id, offered.teacher_id
    from needing
    join offered on offered.course_code = needing.code
    join teaching on teaching.person_id = offered.teacher_id
    where (
      (offered.id, needing.class_id) in (select seated.id, seated.class_id from seated)
      or not exists (
        select from seated where seated.course_code = needing.code and seated.class_id = needing.class_id
      )
    );
end $$;
revoke execute on function xueye.focus_teachers(uuid[]) from public;
grant execute on function xueye.focus_teachers(uuid[]) to xueye_app;
