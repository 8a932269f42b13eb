-- The department's own .docx of 书面预警通知书, each version kept: an approved letter keeps the one it had.
create table xueye.letter_template (
  department_id uuid not null references xueye.department,
  id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  file_name text not null,
  -- Where storage has it; null: the built-in one is in force again.
  path text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  saved_on date not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  primary key (department_id, id),
  unique (department_id, ordinal),
  foreign key (department_id, saved_by) references xueye.person,
  constraint file_with_its_hash check ((path is null) = (sha256 is null))
);
create trigger append_only before update or delete or truncate on xueye.letter_template
  for each statement execute function xueye.refuse_change();

alter table xueye.letter_template enable row level security;
create policy read_department on xueye.letter_template for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_shapes on xueye.letter_template for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and saved_by = (select xueye.app_person())
    and saved_on = (select xueye.app_today())
  );
grant select, insert on xueye.letter_template to xueye_app;

-- Photos of receipts 挂号收据、回执 of a letter. One that was taken back stays on record without its picture: the
-- nightly job finds the file that nothing names any more.
create table xueye.letter_receipt (
  department_id uuid not null references xueye.department,
  -- The photo's.
  id uuid not null,
  letter_id uuid not null,
  path text not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes integer not null check (bytes > 0),
  added_on date not null,
  added_by uuid not null,
  removed_on date,
  removed_by uuid,
  primary key (department_id, id),
  foreign key (department_id, letter_id) references xueye.letter,
  foreign key (department_id, added_by) references xueye.person,
  foreign key (department_id, removed_by) references xueye.person,
  constraint removed_by_somebody check ((removed_on is null) = (removed_by is null))
);
create index letter_receipt_letter on xueye.letter_receipt (department_id, letter_id);
create trigger never_deleted before delete or truncate on xueye.letter_receipt
  for each statement execute function xueye.refuse_change();

create function xueye.refuse_turned_receipt() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
declare
  kept letter_receipt := new;
begin
  kept.removed_on := old.removed_on;
  kept.removed_by := old.removed_by;
  if kept is distinct from old or old.removed_on is not null then
    raise exception 'a receipt is taken back once, and nothing else of it changes'
      using errcode = 'restrict_violation', table = 'letter_receipt';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_turned_receipt() from public;
create trigger taken_back_once before update on xueye.letter_receipt
  for each row execute function xueye.refuse_turned_receipt();

alter table xueye.letter_receipt enable row level security;
create policy read_department on xueye.letter_receipt for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_keeps on xueye.letter_receipt for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and added_by = (select xueye.app_person())
    and added_on = (select xueye.app_today())
    and removed_on is null
  );
create policy own_taken_back on xueye.letter_receipt for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and added_by = (select xueye.app_person())
    and added_on = (select xueye.app_today())
  )
  with check (
    department_id = (select xueye.app_department())
    and removed_by = (select xueye.app_person())
    and removed_on = (select xueye.app_today())
  );
grant select, insert on xueye.letter_receipt to xueye_app;
grant update (removed_on, removed_by) on xueye.letter_receipt to xueye_app;
