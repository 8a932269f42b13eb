-- 更正: what the author corrected of a filed talk record, each with its reason; the record itself stays as filed.

create table xueye.talk_revision (
  department_id uuid not null references xueye.department,
  id uuid not null,
  talk_id uuid not null,
  student_id uuid not null,
  -- 1, 2 …: the record as filed is 0.
  ordinal integer not null check (ordinal >= 1),
  -- All that may be corrected, as it stands from now on: JSON, sealed.
  content text not null,
  reason text not null,
  author_id uuid not null,
  revised_on date not null,
  revised_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, talk_id, ordinal),
  foreign key (department_id, talk_id, student_id) references xueye.talk_record (department_id, id, student_id),
  foreign key (department_id, author_id) references xueye.person
);

create trigger append_only before delete or truncate on xueye.talk_revision
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.talk_revision
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.talk_revision
  for each row execute function xueye.refuse_but_sealing('content', 'reason');

alter table xueye.talk_revision enable row level security;
create policy read_reached on xueye.talk_revision for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
-- Of one's own record only.
create policy author_revises on xueye.talk_revision for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and revised_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
    and exists (
      select from xueye.talk_record
      where talk_record.department_id = talk_revision.department_id
        and talk_record.id = talk_revision.talk_id
        and talk_record.author_id = (select xueye.app_person())
    )
  );
grant select, insert on xueye.talk_revision to xueye_app;
