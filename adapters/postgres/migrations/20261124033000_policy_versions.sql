-- Versions of the rule that the department keeps itself, and the rule that a screening was made with.

-- In force on a day: of the versions with effective_from on or before it the latest, and of several
-- with one day the last that was made; without any, the policy that the department was set up with.
create table xueye.policy_version (
  department_id uuid not null references xueye.department,
  id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  policy_id text not null check (btrim(policy_id) <> ''),
  version text collate "C" not null check (btrim(version) <> ''),
  effective_from date not null,
  -- The whole rule, as it was checked when it was saved.
  body jsonb not null,
  -- What differs from what held on that day before it: [{section, label, before, after}].
  differences jsonb not null,
  reason text not null check (btrim(reason) <> ''),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, ordinal),
  unique (department_id, version),
  foreign key (department_id, made_by) references xueye.person
);
create index policy_version_in_force on xueye.policy_version (department_id, effective_from desc, ordinal desc);
create trigger append_only before update or delete or truncate on xueye.policy_version
  for each statement execute function xueye.refuse_change();

alter table xueye.policy_version enable row level security;
-- No personal data: whoever has a role derives duties by it.
create policy read_own on xueye.policy_version for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
create policy department_adds on xueye.policy_version for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_department())
    and made_by = (select xueye.app_person())
  );
grant select, insert on xueye.policy_version to xueye_app;

-- A screening keeps the rule itself: a version that ships may be another one after an update.
-- null: run before this was kept.
alter table xueye.screening add column policy_body jsonb;
