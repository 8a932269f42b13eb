-- How a department reads a file of given headings, once somebody has confirmed it; and what an import was
-- read by.

create table xueye.import_preset (
  department_id uuid not null references xueye.department,
  -- Of the headings, in their order.
  signature text not null check (signature ~ '^[0-9a-f]{64}$'),
  layout text not null,
  -- For each column its meaning; null: kept, not used.
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (department_id, signature),
  foreign key (department_id, saved_by) references xueye.person
);

alter table xueye.import_preset enable row level security;
create policy office_reads on xueye.import_preset for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_adds on xueye.import_preset for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and saved_by = (select xueye.app_person())
  );
create policy office_corrects on xueye.import_preset for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()))
  with check (saved_by = (select xueye.app_person()));
create policy office_forgets on xueye.import_preset for delete to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (layout, fields, saved_by, saved_at), delete on xueye.import_preset to xueye_app;

alter table xueye.import_batch
  add column signature text check (signature ~ '^[0-9a-f]{64}$'),
  -- The mapping came from a preset, unasked.
  add column is_by_preset boolean not null default false,
  -- Whose transcript it is, where the office had to say so.
  add column owner_no text,
  -- Of the first changed rows: what stood there and what is to stand there.
  add column changes jsonb not null default '[]'::jsonb;
