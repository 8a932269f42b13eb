-- 免办: the leader's word that a duty of any kind need not be done, of one owner or of all, until a day or for
-- good; taken back by a row of its own. Earlier rows, of calls alone, stand as they are.
alter table xueye.duty_waiver drop constraint duty_waiver_kind_check;
alter table xueye.duty_waiver add constraint duty_waiver_kind_check check (kind in (
  'first-talk', 'study-plan', 'regular-talk', 'phone-parents', 'warning-letter', 'pairing', 'joint-meeting',
  'plan-review', 'course-advice', 'volunteer-guidance', 'focus-note'
));
-- Null: of each owner.
alter table xueye.duty_waiver add column role text
  check (role in ('adviser', 'counselor', 'office', 'teacher', 'either'));
-- Its last day; null: for good.
alter table xueye.duty_waiver add column until date;
alter table xueye.duty_waiver add constraint ends_after_it_begins check (until >= waived_on);
alter table xueye.duty_waiver add constraint duty_waiver_of_student unique (department_id, id, student_id);

create table xueye.duty_waiver_end (
  department_id uuid not null references xueye.department,
  id uuid not null,
  waiver_id uuid not null,
  student_id uuid not null,
  reason text not null,
  ended_on date not null,
  ended_at timestamptz not null,
  ended_by uuid not null,
  primary key (department_id, id),
  unique (department_id, waiver_id),
  foreign key (department_id, waiver_id, student_id) references xueye.duty_waiver (department_id, id, student_id),
  foreign key (department_id, ended_by) references xueye.person
);
create index duty_waiver_end_student on xueye.duty_waiver_end (department_id, student_id);

create trigger append_only before delete or truncate on xueye.duty_waiver_end
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.duty_waiver_end
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.duty_waiver_end
  for each row execute function xueye.refuse_but_sealing('reason');

alter table xueye.duty_waiver_end enable row level security;
create policy read_reached on xueye.duty_waiver_end for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy leader_ends on xueye.duty_waiver_end for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and ended_by = (select xueye.app_person())
    and ended_on = (select xueye.app_today())
  );
grant select, insert on xueye.duty_waiver_end to xueye_app;
