-- Sensitive columns are sealed by the application; here stand its data keys, wrapped by a master key that
-- is never in the database, and what keeps history append-only while a seal is renewed.

create table xueye.data_key (
  department_id uuid not null references xueye.department,
  version integer not null check (version between 1 and 999999),
  -- Which master key wraps it.
  master_id text not null check (master_id ~ '^[0-9a-f]{12}$'),
  -- null: destroyed, after everything was sealed anew.
  wrapped text,
  made_at timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  primary key (department_id, version),
  constraint destroyed_says_when check ((wrapped is null) = (destroyed_at is not null))
);
alter table xueye.data_key enable row level security;
create policy read_own on xueye.data_key for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
-- The first one, by whoever first seals; later ones are the owner's.
create policy begins on xueye.data_key for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and version = 1
  );
grant select, insert (department_id, version, master_id, wrapped) on xueye.data_key to xueye_app;

-- Work on the keys by the owner: who is nobody of the department, so not in its audit.
create table xueye.key_run (
  department_id uuid not null references xueye.department,
  id uuid not null,
  -- seal: rows from before; rotate: a new data key; rewrap: a new master key.
  kind text not null check (kind in ('seal', 'rotate', 'rewrap')),
  version integer not null,
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  -- Rows that were sealed anew, over all attempts.
  sealed_rows bigint not null default 0 check (sealed_rows >= 0),
  primary key (department_id, id)
);
create unique index key_run_one_open on xueye.key_run (department_id, kind) where ended_at is null;
alter table xueye.key_run enable row level security;
create policy read_own on xueye.key_run for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
grant select on xueye.key_run to xueye_app;

-- Or erased after its time.
create function xueye.is_sealed(value text) returns boolean
language sql immutable
as $$ select value = 'x0.erased' or value ~ '^x1\.\d{1,6}\.[A-Za-z0-9_-]{38,}$' $$;

-- History stays as it is; only the seal of the named columns may be renewed, and only by who says so.
create function xueye.refuse_but_sealing() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  ours jsonb := to_jsonb(new);
  theirs jsonb := to_jsonb(old);
  name text;
begin
  foreach name in array tg_argv loop
    if ours -> name is distinct from theirs -> name and not coalesce(is_sealed(ours ->> name), false) then
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', table = tg_table_name;
    end if;
    ours := ours - name;
    theirs := theirs - name;
  end loop;
  if current_setting('app.sealing', true) is distinct from 'on' or ours <> theirs then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', table = tg_table_name;
  end if;
  return new;
end $$;

-- The images hold a student's sensitive columns as they were sealed.
create function xueye.refuse_but_sealing_images() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  sealed_names text[] := array['family', 'contact', 'guardians'];
  kept import_change := new;
  name text;
begin
  kept.before := old.before;
  kept.after := old.after;
  foreach name in array sealed_names loop
    if (new.before -> name is distinct from old.before -> name and not coalesce(is_sealed(new.before ->> name), false))
      or (new.after -> name is distinct from old.after -> name and not coalesce(is_sealed(new.after ->> name), false))
    then
      raise exception 'import_change is append-only' using errcode = 'restrict_violation', table = 'import_change';
    end if;
  end loop;
  if current_setting('app.sealing', true) is distinct from 'on'
    or kept is distinct from old
    or new.table_name <> 'student_sensitive'
    or new.before - sealed_names is distinct from old.before - sealed_names
    or new.after - sealed_names is distinct from old.after - sealed_names
  then
    raise exception 'import_change is append-only' using errcode = 'restrict_violation', table = 'import_change';
  end if;
  return new;
end $$;

create or replace function xueye.refuse_rewritten_fact() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  kept xueye.listed_fact := new;
begin
  if current_setting('app.sealing', true) = 'on' and new.payload is distinct from old.payload
    and coalesce(is_sealed(new.payload #>> '{}'), false)
  then
    kept.payload := old.payload;
    if kept is not distinct from old then
      return new;
    end if;
  end if;
  kept := new;
  kept.superseded_by := old.superseded_by;
  if old.superseded_by is not null or kept is distinct from old then
    raise exception 'a row of a list is superseded once and never rewritten'
      using errcode = 'restrict_violation', table = 'listed_fact';
  end if;
  return new;
end $$;
revoke execute on function
  xueye.is_sealed(text), xueye.refuse_but_sealing(), xueye.refuse_but_sealing_images() from public;
-- Triggers run as whoever writes.
grant execute on function xueye.is_sealed(text) to xueye_app;

drop trigger append_only on xueye.talk_record;
create trigger append_only before delete or truncate on xueye.talk_record
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.talk_record
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.talk_record
  for each row execute function xueye.refuse_but_sealing('family', 'contact', 'problems', 'assessment');

drop trigger append_only on xueye.talk_supplement;
create trigger append_only before delete or truncate on xueye.talk_supplement
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.talk_supplement
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.talk_supplement
  for each row execute function xueye.refuse_but_sealing('text');

drop trigger append_only on xueye.referral;
create trigger append_only before delete or truncate on xueye.referral
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.referral
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.referral
  for each row execute function xueye.refuse_but_sealing('seen', 'cause_note', 'causes');

drop trigger append_only on xueye.referral_answer;
create trigger append_only before delete or truncate on xueye.referral_answer
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.referral_answer
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.referral_answer
  for each row execute function xueye.refuse_but_sealing('reason');

drop trigger append_only on xueye.screening;
create trigger append_only before delete or truncate on xueye.screening
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.screening
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.screening
  for each row execute function xueye.refuse_but_sealing('facts');

drop trigger append_only on xueye.import_change;
create trigger append_only before delete or truncate on xueye.import_change
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.import_change
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.import_change
  for each row execute function xueye.refuse_but_sealing_images();
