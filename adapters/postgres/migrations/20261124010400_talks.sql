-- Talk records 谈话记录 and the counselor's opinions on them.

create table xueye.talk_record (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  held_on date not null,
  mode text not null check (mode in ('in-person', 'phone', 'online')),
  place text not null,
  -- Minutes.
  duration integer check (duration > 0),
  attended boolean not null,
  family text not null,
  contact text not null,
  problems text not null,
  assessment text not null,
  parents_contacted boolean,
  needs_attention boolean,
  psychological_referral boolean,
  author_id uuid not null,
  author_role text not null check (author_role in ('adviser', 'counselor')),
  joint_person_id uuid,
  joint_role text check (joint_role in ('adviser', 'counselor')),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, id, student_id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  foreign key (department_id, joint_person_id) references xueye.person,
  constraint never_in_the_future check (held_on <= filed_on),
  constraint joint_is_the_other_side check (
    (joint_person_id is null) = (joint_role is null) and joint_role <> author_role
  )
);
create index talk_record_case on xueye.talk_record (department_id, case_id, held_on);
create index talk_record_student on xueye.talk_record (department_id, student_id, held_on desc);
create trigger append_only before update or delete or truncate on xueye.talk_record
  for each statement execute function xueye.refuse_change();

create table xueye.talk_supplement (
  department_id uuid not null references xueye.department,
  id uuid not null,
  talk_id uuid not null,
  student_id uuid not null,
  text text not null check (btrim(text) <> ''),
  -- The talk that the author held; null: an opinion only.
  held_on date,
  author_id uuid not null,
  author_role text not null check (author_role in ('adviser', 'counselor')),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, talk_id, student_id) references xueye.talk_record (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  constraint never_in_the_future check (held_on <= filed_on)
);
create index talk_supplement_talk on xueye.talk_supplement (department_id, talk_id, filed_at);
create trigger append_only before update or delete or truncate on xueye.talk_supplement
  for each statement execute function xueye.refuse_change();

alter table xueye.talk_record enable row level security;
create policy read_reached on xueye.talk_record for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.talk_record for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and author_role = (select xueye.app_role())
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.talk_record to xueye_app;

alter table xueye.talk_supplement enable row level security;
create policy read_reached on xueye.talk_supplement for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.talk_supplement for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and author_role = (select xueye.app_role())
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.talk_supplement to xueye_app;
