-- What a volunteer may see of the study plan of whom they help: the lines and steps that the adviser shares,
-- of the version in force, while the pair is active (reading §1). Never the goal, credits, results or reviews.
create function xueye.my_shared_plans()
returns table (pairing_id uuid, lines jsonb, steps jsonb)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select pairing.id,
      coalesce((
        select jsonb_agg(
          jsonb_build_object('course', line -> 'courseName', 'way', line -> 'way', 'term', line -> 'term', 'on', line -> 'on')
          order by at
        )
        from jsonb_array_elements(plan.lines) with ordinality as held (line, at)
        where line ->> 'isShared' = 'true'
      ), '[]'::jsonb),
      coalesce((
        select jsonb_agg(step -> 'text' order by at)
        from jsonb_array_elements(plan.steps) with ordinality as held (step, at)
        where step ->> 'isShared' = 'true'
      ), '[]'::jsonb)
    from pairing
    join lateral (
      select study_plan.lines, study_plan.steps from study_plan
      where study_plan.department_id = pairing.department_id and study_plan.case_id = pairing.case_id
      order by study_plan.ordinal desc limit 1
    ) plan on true
    where pairing.department_id = app_department() and pairing.volunteer_id = app_person()
      and app_role() = 'volunteer' and pairing.last_day is null;
end $$;
revoke execute on function xueye.my_shared_plans() from public;
grant execute on function xueye.my_shared_plans() to xueye_app;
