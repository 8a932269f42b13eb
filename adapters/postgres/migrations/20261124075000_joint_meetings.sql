-- 家长来校面谈 (art. 5, tier 3): invitations, attempts in vain, minutes, and the signatures under these.
-- All only added to. What was said and who came is sealed by the application.

create table xueye.joint_meeting (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  kind text not null check (kind in ('invited', 'failed', 'held')),
  on_day date not null,
  -- Who counts as present; a parent without a checked identity does not.
  counted jsonb not null
    check (jsonb_typeof(counted) = 'array' and counted <@ '["student", "guardian", "adviser", "counselor"]'),
  -- Sealed.
  content jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  author_id uuid not null,
  author_role text not null check (author_role in ('adviser', 'counselor')),
  filed_on date not null,
  filed_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, id, student_id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person,
  constraint never_in_the_future check (on_day <= filed_on),
  constraint only_a_meeting_has_people check (kind = 'held' or counted = '[]'),
  constraint whoever_writes_was_there check (kind <> 'held' or counted @> to_jsonb(author_role))
);
create index joint_meeting_case on xueye.joint_meeting (department_id, case_id, on_day);
create index joint_meeting_student on xueye.joint_meeting (department_id, student_id);

create table xueye.joint_meeting_signature (
  department_id uuid not null references xueye.department,
  id uuid not null,
  meeting_id uuid not null,
  student_id uuid not null,
  party text not null check (party in ('student', 'guardian', 'adviser', 'counselor')),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  -- The drawing, and the hash of its bytes.
  path text not null check (btrim(path) <> ''),
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  -- On whose phone.
  witness_id uuid not null,
  signed_on date not null,
  signed_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, meeting_id, party),
  unique (department_id, path),
  foreign key (department_id, meeting_id, student_id)
    references xueye.joint_meeting (department_id, id, student_id),
  foreign key (department_id, witness_id) references xueye.person
);
create index joint_meeting_signature_student on xueye.joint_meeting_signature (department_id, student_id);

create trigger append_only before delete or truncate on xueye.joint_meeting
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.joint_meeting
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.joint_meeting
  for each row execute function xueye.refuse_but_sealing('content');
create trigger append_only before update or delete or truncate on xueye.joint_meeting_signature
  for each statement execute function xueye.refuse_change();

alter table xueye.joint_meeting enable row level security;
create policy read_reached on xueye.joint_meeting for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_files on xueye.joint_meeting for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and author_role = (select xueye.app_role())
    and (select xueye.app_role()) in ('adviser', 'counselor')
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.joint_meeting to xueye_app;

alter table xueye.joint_meeting_signature enable row level security;
create policy read_reached on xueye.joint_meeting_signature for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy witness_files on xueye.joint_meeting_signature for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and witness_id = (select xueye.app_person())
    and (select xueye.app_role()) in ('adviser', 'counselor')
    and signed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
grant select, insert on xueye.joint_meeting_signature to xueye_app;
