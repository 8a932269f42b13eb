-- How far an import is that is being staged or applied: noted beside its transaction, whose rows nobody sees
-- before the end. An import that is being staged has no row of its own yet.
create table xueye.import_progress (
  department_id uuid not null references xueye.department,
  import_id uuid not null,
  step text not null check (step in ('stage', 'apply')),
  rows_done integer not null check (rows_done >= 0),
  rows_total integer not null,
  noted_at timestamptz not null default clock_timestamp(),
  primary key (department_id, import_id),
  check (rows_done <= rows_total)
);
alter table xueye.import_progress enable row level security;
create policy department_reads on xueye.import_progress for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.import_progress for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_moves on xueye.import_progress for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (step, rows_done, rows_total, noted_at) on xueye.import_progress to xueye_app;
