-- The key that a person's phone encrypts what waits to be sent with: one each, sealed by the application.
-- It never lies in the storage of a phone, and goes only to the person's own session.

create table xueye.queue_key (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  -- 32 bytes as base64, sealed.
  key text not null,
  made_on date not null,
  primary key (department_id, id),
  unique (department_id, person_id),
  foreign key (department_id, person_id) references xueye.person
);

create trigger append_only before delete or truncate on xueye.queue_key
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.queue_key
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.queue_key
  for each row execute function xueye.refuse_but_sealing('key');

alter table xueye.queue_key enable row level security;
-- Nobody else's, not the leader's view of the department either.
create policy own_key on xueye.queue_key for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and person_id = (select xueye.app_person())
  );
create policy makes_own on xueye.queue_key for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and person_id = (select xueye.app_person())
    and made_on = (select xueye.app_today())
  );
grant select, insert on xueye.queue_key to xueye_app;
