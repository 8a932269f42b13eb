-- The ledger of what people were told, a row for each case and day in place of one for each stage and
-- person; who is told on the day is counted while the sweep goes through the cases. And whose courses the
-- students of cases sit in, so that their teachers are told of what they owe.

create table xueye.reminder_told (
  department_id uuid not null,
  case_id uuid not null,
  -- That of the digest.
  day date not null,
  -- A line for each stage and person: kind, role, due date, stage, person.
  told text collate "C" not null check (told <> ''),
  -- One a day, whatever runs twice; what earlier days have is never said again.
  primary key (department_id, case_id, day)
);
create trigger append_only before update or delete or truncate on xueye.reminder_told
  for each statement execute function xueye.refuse_but_retention();

-- A foreign key, asked once a statement: row by row it takes longer than the rows. Cases are never deleted.
create function xueye.refuse_told_of_no_case() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  if exists (
    select from given
    left join support_case held on held.department_id = given.department_id and held.id = given.case_id
    where held.id is null
  ) then
    raise foreign_key_violation using message = 'no such case: it violates the foreign key of reminder_told';
  end if;
  return null;
end $$;
revoke execute on function xueye.refuse_told_of_no_case() from public;
create trigger told_of_a_case after insert on xueye.reminder_told
  referencing new table as given for each statement execute function xueye.refuse_told_of_no_case();

alter table xueye.reminder_told enable row level security;
create policy timer_reads on xueye.reminder_told for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
create policy timer_adds on xueye.reminder_told for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
grant select, insert on xueye.reminder_told to xueye_app;

insert into xueye.reminder_told (department_id, case_id, day, told)
select department_id, case_id, day,
  string_agg(concat_ws(' ', kind, role, due_on, stage, person_id), E'\n' order by kind, role, due_on, stage, person_id)
from xueye.reminder_stage
group by department_id, case_id, day;

-- By person: talks, other work, overdue work of others. Empty again when the digests are in the outbox.
alter table xueye.reminder_sweep add column tally jsonb not null default '{}';
grant update (tally) on xueye.reminder_sweep to xueye_app;

update xueye.reminder_sweep sweep
set tally = counted.tally
from (
  select department_id, day, jsonb_object_agg(person_id, jsonb_build_array(talks, others, overdue)) as tally
  from (
    select department_id, day, person_id,
      count(*) filter (where stage not like 'leader-%' and kind in ('first-talk', 'regular-talk')) as talks,
      count(*) filter (where stage not like 'leader-%' and kind not in ('first-talk', 'regular-talk')) as others,
      count(*) filter (where stage like 'leader-%') as overdue
    from xueye.reminder_stage group by department_id, day, person_id
  ) of_person
  group by department_id, day
) counted
where counted.department_id = sweep.department_id and counted.day = sweep.day and sweep.finished_at is null;

drop table xueye.reminder_stage;

-- Of cases, the teachers in whose courses of this semester the student needs focus: the same students as
-- `my_focus` names to each. Answers the timers only.
create function xueye.timer_focus_teachers(asked uuid[])
returns table (case_id uuid, teacher_id uuid)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
declare
  this_term text := teaching_term();
begin
  if app_role() is distinct from 'timer' or not exists (
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
revoke execute on function xueye.timer_focus_teachers(uuid[]) from public;
grant execute on function xueye.timer_focus_teachers(uuid[]) to xueye_app;
