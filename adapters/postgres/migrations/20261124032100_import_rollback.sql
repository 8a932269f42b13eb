-- Taking one import back. Nothing is erased: where versions are kept, a rollback appends the version before
-- it or a withdrawn one; where a roster is kept as it stands, the row's image from before is put back.

create table xueye.import_rollback (
  department_id uuid not null references xueye.department,
  id uuid not null,
  import_id uuid not null,
  reason text not null check (btrim(reason) <> ''),
  restored integer not null check (restored >= 0),
  withdrawn integer not null check (withdrawn >= 0),
  rolled_back_by uuid not null,
  rolled_back_at timestamptz not null,
  primary key (department_id, id),
  -- An import is taken back once.
  unique (department_id, import_id),
  foreign key (department_id, import_id) references xueye.import_batch,
  foreign key (department_id, rolled_back_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.import_rollback
  for each statement execute function xueye.refuse_change();

alter table xueye.import_rollback enable row level security;
create policy department_reads on xueye.import_rollback for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_adds on xueye.import_rollback for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and rolled_back_by = (select xueye.app_person())
  );
grant select, insert on xueye.import_rollback to xueye_app;

-- A version that a rollback wrote: in force from the rollback on, not from the import whose row it repeats.
-- A withdrawn one says that from then on there is no such row.
alter table xueye.grade_row
  add column is_withdrawn boolean not null default false,
  add column rollback_id uuid,
  add foreign key (department_id, rollback_id) references xueye.import_rollback deferrable initially deferred,
  add constraint withdrawn_by_a_rollback check (not is_withdrawn or rollback_id is not null);

-- Before-images of the roster -----------------------------------------------------------------

create table xueye.import_change (
  department_id uuid not null references xueye.department,
  ordinal bigint not null generated always as identity,
  import_id uuid not null,
  table_name text not null,
  -- The key within the department.
  row_id uuid not null,
  -- null: the import added the row.
  before jsonb,
  after jsonb not null,
  primary key (department_id, ordinal),
  foreign key (department_id, import_id) references xueye.import_batch
);
create index import_change_import on xueye.import_change (department_id, import_id);
create index import_change_row on xueye.import_change (department_id, table_name, row_id);
create trigger append_only before update or delete or truncate on xueye.import_change
  for each statement execute function xueye.refuse_change();
-- No policy, no grant: written and read by the functions below only, since it repeats sensitive columns.
alter table xueye.import_change enable row level security;

-- Attached to a table with the name of its key column; speaks only while an import is being applied.
create function xueye.record_import_change() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  if tg_op = 'INSERT' or old is distinct from new then
    insert into import_change (department_id, import_id, table_name, row_id, before, after)
    values (
      new.department_id,
      current_setting('app.import_id')::uuid,
      tg_table_name,
      (to_jsonb(new) ->> tg_argv[0])::uuid,
      case when tg_op = 'UPDATE' then to_jsonb(old) end,
      to_jsonb(new)
    );
  end if;
  return null;
end $$;
revoke execute on function xueye.record_import_change() from public;

create trigger import_change after insert or update on xueye.area
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');
create trigger import_change after insert or update on xueye.class
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');
create trigger import_change after insert or update on xueye.student
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');
create trigger import_change after insert or update on xueye.student_sensitive
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('student_id');
create trigger import_change after insert or update on xueye.person
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');
create trigger import_change after insert or update on xueye.assignment
  for each row when (nullif(current_setting('app.import_id', true), '') is not null)
  execute function xueye.record_import_change('id');

-- Puts the roster back as it was before an import, or says the first thing that stands against it; the
-- caller then gives the transaction up.
--   obstacle: 'later-import' (file: its name), 'changed-since', 'referenced' (by_table: what refers to it)
create function xueye.roll_back_roster(asked_import uuid)
returns table (obstacle text, of_table text, who text, by_table text, file text, restored integer, removed integer)
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  change record;
  key_column text;
  now_held jsonb;
  columns text;
  referring text;
begin
  restored := 0;
  removed := 0;
  if not is_office() or not exists (
    select from import_batch where department_id = app_department() and id = asked_import and state = 'applied'
  ) or exists (
    select from import_rollback where department_id = app_department() and import_id = asked_import
  ) then
    raise exception 'this import is not to be rolled back' using errcode = 'insufficient_privilege';
  end if;
  for change in
    -- One image a row: what it was before the first change, and after the last.
    select
      c.table_name, c.row_id, max(c.ordinal) as last,
      (array_agg(c.before order by c.ordinal))[1] as before,
      (array_agg(c.after order by c.ordinal desc))[1] as after
    from import_change c
    where c.department_id = app_department() and c.import_id = asked_import
    group by c.table_name, c.row_id
    order by 3 desc
  loop
    key_column := case change.table_name when 'student_sensitive' then 'student_id' else 'id' end;
    obstacle := null;
    of_table := change.table_name;
    who := coalesce(
      change.after ->> 'name',
      (select s.name from student s
       where s.department_id = app_department() and s.id = (change.after ->> 'student_id')::uuid),
      (select p.name from person p
       where p.department_id = app_department() and p.id = (change.after ->> 'person_id')::uuid)
    );
    select b.file_name into file
    from import_change later
    join import_batch b on b.department_id = later.department_id and b.id = later.import_id
    where later.department_id = app_department()
      and later.table_name = change.table_name and later.row_id = change.row_id
      and later.ordinal > change.last and later.import_id <> asked_import
      and not exists (
        select from import_rollback r where r.department_id = later.department_id and r.import_id = later.import_id
      )
    order by later.ordinal desc limit 1;
    if file is not null then
      obstacle := 'later-import';
      return next;
      return;
    end if;
    execute format(
      'select to_jsonb(t) from %I t where t.department_id = $1 and t.%I = $2', change.table_name, key_column
    ) into now_held using app_department(), change.row_id;
    if now_held is null or not now_held @> change.after then
      obstacle := 'changed-since';
      return next;
      return;
    end if;
    if change.before is null then
      begin
        execute format('delete from %I where department_id = $1 and %I = $2', change.table_name, key_column)
          using app_department(), change.row_id;
        removed := removed + 1;
      exception when foreign_key_violation then
        get stacked diagnostics referring = table_name;
        obstacle := 'referenced';
        by_table := referring;
        return next;
        return;
      end;
    else
      select string_agg(format('%I', name), ', ') into columns
      from jsonb_object_keys(change.before) name
      where name not in ('department_id', key_column);
      execute format(
        'update %I t set (%s) = (select %s from jsonb_populate_record(null::%I, $3)) '
        'where t.department_id = $1 and t.%I = $2',
        change.table_name, columns, columns, change.table_name, key_column
      ) using app_department(), change.row_id, change.before;
      restored := restored + 1;
    end if;
  end loop;
  obstacle := null;
  of_table := null;
  who := null;
  return next;
end $$;
revoke execute on function xueye.roll_back_roster(uuid) from public;
grant execute on function xueye.roll_back_roster(uuid) to xueye_app;
