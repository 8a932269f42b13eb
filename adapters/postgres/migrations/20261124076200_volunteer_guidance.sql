-- 志愿者指导和评价 (art. 4): what the counselor said to a volunteer, which the volunteer reads, and how the
-- month is judged, which the volunteer does not. Added to, never rewritten.

create table xueye.volunteer_guidance (
  department_id uuid not null references xueye.department,
  id uuid not null,
  pairing_id uuid not null,
  student_id uuid not null,
  volunteer_id uuid not null,
  guided_on date not null,
  guidance text not null check (btrim(guidance) <> ''),
  rating text not null check (rating in ('good', 'fair', 'poor')),
  remark text not null,
  author_id uuid not null,
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, pairing_id) references xueye.pairing,
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, volunteer_id) references xueye.person,
  foreign key (department_id, author_id) references xueye.person,
  constraint never_in_the_future check (guided_on <= filed_on),
  constraint poor_says_why check (rating <> 'poor' or btrim(remark) <> '')
);
create index volunteer_guidance_student on xueye.volunteer_guidance (department_id, student_id, guided_on);
create index volunteer_guidance_volunteer on xueye.volunteer_guidance (department_id, volunteer_id, guided_on);
create trigger append_only before update or delete or truncate on xueye.volunteer_guidance
  for each statement execute function xueye.refuse_change();

-- A pair of that student and volunteer that was on that day.
create function xueye.was_pair(asked_pairing uuid, asked_student uuid, asked_volunteer uuid, on_day date)
returns boolean
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return exists (
    select from pairing
    where department_id = app_department() and id = asked_pairing and student_id = asked_student
      and volunteer_id = asked_volunteer and first_day <= on_day and end_kind is distinct from 'mistake'
  );
end $$;

-- What a volunteer was told; never how they were judged.
create function xueye.my_guidance()
returns table (id uuid, guided_on date, guidance text, author_name text)
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
#variable_conflict use_column
begin
  return query
    select told.id, told.guided_on, told.guidance, person.name
    from volunteer_guidance told
    join person on person.department_id = told.department_id and person.id = told.author_id
    where told.department_id = app_department() and told.volunteer_id = app_person()
      and app_role() = 'volunteer'
    order by told.filed_at desc, told.id desc;
end $$;
revoke execute on function xueye.was_pair(uuid, uuid, uuid, date), xueye.my_guidance() from public;
grant execute on function xueye.was_pair(uuid, uuid, uuid, date), xueye.my_guidance() to xueye_app;

alter table xueye.volunteer_guidance enable row level security;
create policy read_reached on xueye.volunteer_guidance for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy counselor_guides on xueye.volunteer_guidance for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and (select xueye.app_role()) = 'counselor'
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
    and xueye.was_pair(pairing_id, student_id, volunteer_id, guided_on)
  );
grant select, insert on xueye.volunteer_guidance to xueye_app;
