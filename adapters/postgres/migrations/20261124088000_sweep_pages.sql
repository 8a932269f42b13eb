-- Every page that a sweep works off has the number after the last one of its department that it saw: of two
-- sweeps that started from the same ledger, of one day or of two, the second is refused by the key, with or
-- without the lock that makes them take turns.

create table xueye.reminder_page (
  department_id uuid not null references xueye.department,
  ordinal bigint not null check (ordinal > 0),
  -- That of the sweep.
  day date not null,
  constraint one_page_at_a_time primary key (department_id, ordinal)
);
create trigger append_only before update or delete or truncate on xueye.reminder_page
  for each statement execute function xueye.refuse_change();

alter table xueye.reminder_page enable row level security;
create policy timer_reads on xueye.reminder_page for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
create policy timer_adds on xueye.reminder_page for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
grant select, insert on xueye.reminder_page to xueye_app;
