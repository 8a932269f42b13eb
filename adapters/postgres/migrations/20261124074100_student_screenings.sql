-- What screenings found of one student, for the archive: whoever reaches a student learns of a screening's
-- day and semester where its finding became a case, and of no other screening.
create function xueye.student_screenings(asked_student uuid)
returns table (
  proposal_id uuid, term text, kind text, ran_on date, standing text, tier text, outstanding integer, case_id uuid
)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select proposal.id, screening.term, screening.kind, screening.ran_on, proposal.standing, proposal.tier,
      proposal.outstanding, support_case.id
    from proposal
    join screening on screening.department_id = proposal.department_id and screening.id = proposal.screening_id
    left join support_case on support_case.department_id = proposal.department_id
      and support_case.proposal_id = proposal.id
    where proposal.department_id = app_department()
      and proposal.student_id = asked_student
      and (
        (select sees_department())
        or (support_case.id is not null and asked_student in (select reach_students()))
      )
    order by screening.ran_on, screening.id;
end $$;
revoke execute on function xueye.student_screenings(uuid) from public;
grant execute on function xueye.student_screenings(uuid) to xueye_app;
