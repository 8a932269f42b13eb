-- 谈话记录的照片附件: what a person photographed at the talk (a note, a timetable). With the record, in its
-- transaction, and like it never changed; read only by an action that says so, which is on record.

create table xueye.talk_attachment (
  department_id uuid not null references xueye.department,
  talk_id uuid not null,
  id uuid not null,
  student_id uuid not null,
  position integer not null check (position >= 1),
  path text not null check (btrim(path) <> ''),
  -- By the file's first bytes, whatever it was called.
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes integer not null check (bytes between 1 and 10485760),
  -- A photo may stand with two records, where a filing was sent as one of its own beside another.
  primary key (department_id, talk_id, id),
  unique (department_id, talk_id, position),
  foreign key (department_id, talk_id) references xueye.talk_record,
  foreign key (department_id, student_id) references xueye.student
);
create index talk_attachment_student on xueye.talk_attachment (department_id, student_id);
create index talk_attachment_path on xueye.talk_attachment (department_id, path);
create trigger append_only before update or delete or truncate on xueye.talk_attachment
  for each statement execute function xueye.refuse_change();

alter table xueye.talk_attachment enable row level security;
create policy read_reached on xueye.talk_attachment for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy author_adds on xueye.talk_attachment for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and exists (
      select from xueye.talk_record
      where talk_record.department_id = talk_attachment.department_id
        and talk_record.id = talk_attachment.talk_id
        and talk_record.student_id = talk_attachment.student_id
        and talk_record.author_id = (select xueye.app_person())
        and talk_record.filed_on = (select xueye.app_today())
    )
  );
grant select, insert on xueye.talk_attachment to xueye_app;
