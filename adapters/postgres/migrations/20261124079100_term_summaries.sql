-- 学期总结 (art. 7): what people write of a semester, save by save, and each version that the leader signed,
-- with its numbers and its students as they were on that day.

create table xueye.summary_text (
  department_id uuid not null references xueye.department,
  id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  -- First, second … save of the semester; the last one is in force.
  ordinal integer not null check (ordinal >= 1),
  achievements text not null,
  shortcomings text not null,
  plan text not null,
  saved_on date not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  primary key (department_id, id),
  constraint summary_text_ordinal unique (department_id, term, ordinal),
  foreign key (department_id, saved_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.summary_text
  for each statement execute function xueye.refuse_change();

create table xueye.term_summary (
  department_id uuid not null references xueye.department,
  id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  version integer not null check (version >= 1),
  -- Sealed: it names students.
  content jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  -- Why an earlier version was corrected.
  reason text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  primary key (department_id, id),
  constraint term_summary_version unique (department_id, term, version),
  foreign key (department_id, signed_by) references xueye.person,
  constraint correcting_says_why check ((version = 1) = (btrim(reason) = ''))
);
create trigger append_only before delete or truncate on xueye.term_summary
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.term_summary
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.term_summary
  for each row execute function xueye.refuse_but_sealing('content');

alter table xueye.summary_text enable row level security;
create policy department_reads on xueye.summary_text for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy department_writes on xueye.summary_text for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_department())
    and saved_by = (select xueye.app_person())
    and saved_on = (select xueye.app_today())
  );
grant select, insert on xueye.summary_text to xueye_app;

alter table xueye.term_summary enable row level security;
create policy department_reads on xueye.term_summary for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy leader_signs on xueye.term_summary for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and signed_by = (select xueye.app_person())
    and signed_on = (select xueye.app_today())
  );
grant select, insert on xueye.term_summary to xueye_app;
