-- 更正 of a talk's day, mode and people, too: they decide duties, so they stand in columns of their own beside the
-- sealed texts. None of a correction from before.

alter table xueye.talk_revision
  add column held_on date,
  add column mode text check (mode in ('in-person', 'phone', 'online')),
  add column joint_person_id uuid,
  add column joint_role text check (joint_role in ('adviser', 'counselor')),
  add foreign key (department_id, joint_person_id) references xueye.person,
  add constraint never_in_the_future check (held_on <= revised_on),
  add constraint day_and_mode_together check ((held_on is null) = (mode is null)),
  add constraint joint_person_has_a_role check ((joint_person_id is null) = (joint_role is null)),
  add constraint people_with_the_day check (held_on is not null or joint_person_id is null);

-- A record with the day, mode and people of its last correction; `filed_…` are those that it was filed with. Its
-- rows are those of `talk_record` that whoever asks may read.
create view xueye.talk_in_force with (security_invoker = true) as
  select talk.department_id, talk.id, talk.case_id, talk.student_id,
    coalesce(last.held_on, talk.held_on) as held_on,
    coalesce(last.mode, talk.mode) as mode,
    talk.place, talk.duration, talk.attended, talk.family, talk.contact, talk.problems, talk.assessment,
    talk.parents_contacted, talk.needs_attention, talk.psychological_referral, talk.author_id, talk.author_role,
    case when last.held_on is null then talk.joint_person_id else last.joint_person_id end as joint_person_id,
    case when last.held_on is null then talk.joint_role else last.joint_role end as joint_role,
    talk.filed_on, talk.filed_at, talk.details,
    talk.held_on as filed_held_on, talk.mode as filed_mode, talk.joint_role as filed_joint_role
  from xueye.talk_record talk
  left join lateral (
    select revision.held_on, revision.mode, revision.joint_person_id, revision.joint_role
    from xueye.talk_revision revision
    where revision.department_id = talk.department_id and revision.talk_id = talk.id
      and revision.held_on is not null
    order by revision.ordinal desc limit 1
  ) last on true;
grant select on xueye.talk_in_force to xueye_app;
