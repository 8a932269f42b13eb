-- 诊断会 (art. 3, 5): who was there, what each member holds the difficulty to be, what is prepared student by
-- student, and the minutes of what was applied together. All but presence and the end is only added to.

create table xueye.conference (
  department_id uuid not null references xueye.department,
  id uuid not null,
  screening_id uuid not null,
  held_on date not null,
  -- 'left': ended, and nothing applied.
  state text not null default 'open' check (state in ('open', 'applied', 'left')),
  opened_by uuid not null,
  opened_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (department_id, id),
  foreign key (department_id, screening_id) references xueye.screening,
  foreign key (department_id, opened_by) references xueye.person,
  foreign key (department_id, ended_by) references xueye.person,
  constraint ended_says_who_and_when check (
    (state = 'open') = (ended_by is null) and (state = 'open') = (ended_at is null)
  )
);
create unique index conference_one_open on xueye.conference (department_id) where state = 'open';
create index conference_newest on xueye.conference (department_id, opened_at desc, id desc);

create function xueye.refuse_ended_conference() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if old.state <> 'open' then
    raise exception 'a conference that has ended stays as it is'
      using errcode = 'restrict_violation', table = 'conference';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_ended_conference() from public;
create trigger ended_stays before update on xueye.conference
  for each row execute function xueye.refuse_ended_conference();
create trigger never_deleted before delete or truncate on xueye.conference
  for each statement execute function xueye.refuse_change();

create table xueye.conference_member (
  department_id uuid not null references xueye.department,
  conference_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('leader', 'office', 'counselor', 'adviser', 'teacher')),
  is_present boolean not null,
  marked_by uuid not null,
  marked_at timestamptz not null,
  primary key (department_id, conference_id, person_id),
  foreign key (department_id, conference_id) references xueye.conference,
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, marked_by) references xueye.person
);
create trigger never_deleted before delete or truncate on xueye.conference_member
  for each statement execute function xueye.refuse_change();

-- 会诊: 学习能力 or 学习态度, as one member sees it; the newest word stands.
create table xueye.conference_view (
  department_id uuid not null references xueye.department,
  id uuid not null,
  conference_id uuid not null,
  student_id uuid not null,
  member_id uuid not null,
  -- null: taken back.
  difficulty text check (difficulty in ('ability', 'attitude', 'both')),
  -- Sealed.
  remark text not null,
  said_by uuid not null,
  said_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, conference_id, member_id) references xueye.conference_member,
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, said_by) references xueye.person
);
create index conference_view_newest
  on xueye.conference_view (department_id, conference_id, student_id, member_id, said_at desc, id desc);
create index conference_view_student on xueye.conference_view (department_id, student_id);

-- What is to be decided, until all is applied together; the newest one of a student stands.
create table xueye.conference_decision (
  department_id uuid not null references xueye.department,
  id uuid not null,
  conference_id uuid not null,
  student_id uuid not null,
  proposal_id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  is_withdrawn boolean not null,
  -- Sealed.
  content jsonb not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  primary key (department_id, id),
  constraint conference_decision_ordinal unique (department_id, conference_id, student_id, ordinal),
  foreign key (department_id, conference_id) references xueye.conference,
  foreign key (department_id, proposal_id, student_id) references xueye.proposal (department_id, id, student_id),
  foreign key (department_id, prepared_by) references xueye.person
);
create index conference_decision_student on xueye.conference_decision (department_id, student_id);

-- 纪要: ids and codes only, so that a name that is taken out leaves it too.
create table xueye.conference_minutes (
  department_id uuid not null references xueye.department,
  conference_id uuid not null,
  content jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  signed_on date not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  primary key (department_id, conference_id),
  foreign key (department_id, conference_id) references xueye.conference,
  foreign key (department_id, signed_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.conference_minutes
  for each statement execute function xueye.refuse_change();

create trigger append_only before delete or truncate on xueye.conference_view
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.conference_view
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.conference_view
  for each row execute function xueye.refuse_but_sealing('remark');
create trigger append_only before delete or truncate on xueye.conference_decision
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.conference_decision
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.conference_decision
  for each row execute function xueye.refuse_but_sealing('content');

-- Who sees to the next step of the case; of decisions before this was asked: null.
alter table xueye.decision add column owner_id uuid;
alter table xueye.decision add foreign key (department_id, owner_id) references xueye.person;
alter table xueye.decision add column conference_id uuid;
alter table xueye.decision add foreign key (department_id, conference_id) references xueye.conference;
create index decision_conference on xueye.decision (department_id, conference_id) where conference_id is not null;

alter table xueye.conference enable row level security;
create policy staff_reads on xueye.conference for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_staff()));
create policy department_opens on xueye.conference for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_department())
    and state = 'open'
    and opened_by = (select xueye.app_person())
    and held_on = (select xueye.app_today())
  );
-- Only the leader applies.
create policy department_ends on xueye.conference for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()) and state = 'open')
  with check (
    ended_by = (select xueye.app_person())
    and (state = 'left' or (state = 'applied' and (select xueye.is_leader())))
  );
grant select, insert, update (state, ended_by, ended_at) on xueye.conference to xueye_app;

alter table xueye.conference_member enable row level security;
create policy staff_reads on xueye.conference_member for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_staff()));
create policy marked_or_came on xueye.conference_member for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and marked_by = (select xueye.app_person())
    and ((select xueye.sees_department())
      or ((select xueye.sees_staff()) and person_id = (select xueye.app_person()) and role = (select xueye.app_role())))
    and conference_id in (select id from xueye.conference where state = 'open')
  );
create policy marked_again on xueye.conference_member for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department())
      or ((select xueye.sees_staff()) and person_id = (select xueye.app_person())))
    and conference_id in (select id from xueye.conference where state = 'open')
  )
  with check (marked_by = (select xueye.app_person()));
grant select, insert, update (is_present, marked_by, marked_at) on xueye.conference_member to xueye_app;

alter table xueye.conference_view enable row level security;
-- Members hear each other in the room; on their own phones they see what they said themselves.
create policy chair_or_own on xueye.conference_view for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department())
      or ((select xueye.sees_staff()) and member_id = (select xueye.app_person())
        and student_id in (select xueye.reach_students())))
  );
create policy member_says on xueye.conference_view for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and said_by = (select xueye.app_person())
    and ((select xueye.sees_department())
      or ((select xueye.sees_staff()) and member_id = (select xueye.app_person())
        and student_id in (select xueye.reach_students())))
    and conference_id in (select id from xueye.conference where state = 'open')
  );
grant select, insert on xueye.conference_view to xueye_app;

alter table xueye.conference_decision enable row level security;
create policy department_reads on xueye.conference_decision for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy department_prepares on xueye.conference_decision for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_department())
    and prepared_by = (select xueye.app_person())
    and conference_id in (select id from xueye.conference where state = 'open')
  );
grant select, insert on xueye.conference_decision to xueye_app;

alter table xueye.conference_minutes enable row level security;
create policy department_reads on xueye.conference_minutes for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy leader_signs on xueye.conference_minutes for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and signed_by = (select xueye.app_person())
    and signed_on = (select xueye.app_today())
  );
grant select, insert on xueye.conference_minutes to xueye_app;

-- Whoever sits in the meeting sees of its list the students of the own classes.
create policy member_of_the_meeting on xueye.proposal for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and student_id in (select xueye.reach_students())
    and exists (
      select from xueye.conference
      join xueye.conference_member member
        on member.department_id = conference.department_id and member.conference_id = conference.id
      where conference.department_id = proposal.department_id
        and conference.screening_id = proposal.screening_id and conference.state = 'open'
        and member.person_id = (select xueye.app_person()) and member.is_present
    )
  );
