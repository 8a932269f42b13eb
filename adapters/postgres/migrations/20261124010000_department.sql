-- Department, calendar, people and their assignments; what row-level security stands on.
--
-- An own schema: CloudBase offers `public` through its REST gateway to the roles anon and authenticated;
-- nothing of ours is to be reached past the functions.
create schema if not exists xueye;
revoke all on schema xueye from public;

-- Every transaction of the application runs as this role, whoever logged in. A role is shared by all
-- databases of a server, so another database may have made it, even at this moment.
do $$
begin
  if not exists (select from pg_roles where rolname = 'xueye_app') then
    create role xueye_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant xueye_app to %I', current_user);
  end if;
end $$;

grant usage on schema xueye to xueye_app;

-- Tables are not FORCEd: the owner runs migrations, the bootstrap, referential checks and the
-- security-definer functions below, and reads nothing else. The application is never the owner.

create table xueye.department (
  department_id uuid primary key,
  name text not null check (btrim(name) <> ''),
  short_name text not null check (btrim(short_name) <> ''),
  policy_id text not null check (btrim(policy_id) <> '')
);

create table xueye.calendar_term (
  department_id uuid not null references xueye.department,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  first_day date not null,
  last_day date not null,
  primary key (department_id, term),
  check (first_day <= last_day)
);

-- Public holidays and make-up working days, as published or as corrected by the office.
create table xueye.calendar_day (
  department_id uuid not null references xueye.department,
  day date not null,
  kind text not null check (kind in ('holiday', 'makeup-workday')),
  primary key (department_id, day)
);

-- A session names a person by the id alone: ids are unique beyond the department.
create table xueye.person (
  department_id uuid not null references xueye.department,
  id uuid not null unique,
  work_no text collate "C" not null check (btrim(work_no) <> ''),
  name text not null check (btrim(name) <> ''),
  primary key (department_id, id),
  unique (department_id, work_no)
);

-- Whom a provider vouches for. One subject is one person; looked up before a department is known.
create table xueye.identity (
  provider text not null,
  subject text not null,
  department_id uuid not null,
  person_id uuid not null,
  primary key (provider, subject),
  foreign key (department_id, person_id) references xueye.person
);
create index identity_person on xueye.identity (department_id, person_id);

-- 责任区
create table xueye.area (
  department_id uuid not null references xueye.department,
  id uuid not null,
  name text collate "C" not null check (btrim(name) <> ''),
  primary key (department_id, id),
  unique (department_id, name)
);

create table xueye.class (
  department_id uuid not null references xueye.department,
  id uuid not null,
  name text collate "C" not null check (btrim(name) <> ''),
  grade text,
  major text,
  area_id uuid,
  primary key (department_id, id),
  unique (department_id, name),
  foreign key (department_id, area_id) references xueye.area
);
create index class_area on xueye.class (department_id, area_id);

create table xueye.assignment (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('leader', 'office', 'counselor', 'adviser', 'teacher', 'volunteer')),
  class_id uuid,
  area_id uuid,
  first_day date not null,
  last_day date,
  primary key (department_id, id),
  unique nulls not distinct (department_id, person_id, role, class_id, area_id, first_day),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, class_id) references xueye.class,
  foreign key (department_id, area_id) references xueye.area,
  constraint adviser_has_a_class check ((role = 'adviser') = (class_id is not null)),
  constraint counselor_has_an_area check ((role = 'counselor') = (area_id is not null)),
  constraint days_in_order check (last_day is null or last_day >= first_day)
);
create index assignment_class on xueye.assignment (department_id, class_id);
create index assignment_area on xueye.assignment (department_id, area_id);

-- Who acts ------------------------------------------------------------------------------------
-- Set for one transaction; without them each answers null and every policy says no. Policies call them
-- as `(select …)`, so that each is worked out once a query.
--
-- Every statement asks these, so they must be cheap: what reads tables is plpgsql, which keeps its plans
-- (an SQL function that cannot be inlined is planned at each call); the others are inlined, hence no SET.

create function xueye.app_department() returns uuid
language sql stable
as $$ select nullif(pg_catalog.current_setting('app.department_id', true), '')::uuid $$;

create function xueye.app_person() returns uuid
language sql stable
as $$ select nullif(pg_catalog.current_setting('app.person_id', true), '')::uuid $$;

create function xueye.app_today() returns date
language sql stable
as $$ select nullif(pg_catalog.current_setting('app.today', true), '')::date $$;

-- The asked-for role, only where an assignment in force today grants it.
create function xueye.app_role() returns text
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return (
    select assignment.role from assignment
    where assignment.department_id = app_department()
      and assignment.person_id = app_person()
      and assignment.role = nullif(current_setting('app.role', true), '')
      and assignment.first_day <= app_today()
      and (assignment.last_day is null or assignment.last_day >= app_today())
    limit 1
  );
end $$;

create function xueye.is_office() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() = 'office', false) $$;

create function xueye.is_leader() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() = 'leader', false) $$;

create function xueye.sees_department() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() in ('leader', 'office'), false) $$;

-- The four roles that work with students' archives and need colleagues' names.
create function xueye.sees_staff() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() in ('leader', 'office', 'counselor', 'adviser'), false) $$;

-- An adviser's own classes, those of a counselor's areas; department-wide roles do not need it.
create function xueye.reach_classes() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select class.id
    from assignment
    join class on class.department_id = assignment.department_id
      and (class.id = assignment.class_id or class.area_id = assignment.area_id)
    where assignment.department_id = app_department()
      and assignment.person_id = app_person()
      and assignment.role = (select app_role())
      and assignment.first_day <= app_today()
      and (assignment.last_day is null or assignment.last_day >= app_today());
end $$;

create function xueye.reach_areas() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select class.area_id from class
    where class.department_id = app_department()
      and class.area_id is not null
      and class.id in (select reach_classes())
    union
    select assignment.area_id from assignment
    where assignment.department_id = app_department()
      and assignment.person_id = app_person()
      and assignment.role = (select app_role())
      and assignment.area_id is not null
      and assignment.first_day <= app_today()
      and (assignment.last_day is null or assignment.last_day >= app_today());
end $$;

-- Sign-in: the only two questions that are answered without a person set.
create function xueye.find_identity(asked_provider text, asked_subject text)
returns table (department_id uuid, person_id uuid)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select identity.department_id, identity.person_id from identity
  where identity.provider = asked_provider and identity.subject = asked_subject
$$;

-- One row for each assignment in force, or one with none; `class_ids` is a JSON array.
create function xueye.find_person(asked_person uuid, on_day date)
returns table (
  department_id uuid, name text, work_no text, assignment_id uuid, role text, class_id uuid, area_id uuid,
  scope_name text, first_day date, last_day date, class_ids jsonb
)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select person.department_id, person.name, person.work_no, assignment.id, assignment.role,
    assignment.class_id, assignment.area_id, coalesce(class.name, area.name, ''),
    assignment.first_day, assignment.last_day,
    case when assignment.role = 'adviser' then jsonb_build_array(assignment.class_id)
      else coalesce((
        select jsonb_agg(reached.id order by reached.name) from class reached
        where reached.department_id = assignment.department_id and reached.area_id = assignment.area_id
      ), '[]'::jsonb)
    end
  from person
  left join assignment on assignment.department_id = person.department_id
    and assignment.person_id = person.id
    and assignment.first_day <= on_day
    and (assignment.last_day is null or assignment.last_day >= on_day)
  left join class on class.department_id = assignment.department_id and class.id = assignment.class_id
  left join area on area.department_id = assignment.department_id and area.id = assignment.area_id
  where person.id = asked_person
  order by assignment.first_day, assignment.id
$$;

-- History is added to, never rewritten: nobody is exempt, the owner neither.
create function xueye.refuse_change() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', table = tg_table_name;
end $$;

revoke execute on all functions in schema xueye from public;
grant execute on all functions in schema xueye to xueye_app;

-- Policies ------------------------------------------------------------------------------------

alter table xueye.department enable row level security;
create policy read_own on xueye.department for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
grant select on xueye.department to xueye_app;

alter table xueye.calendar_term enable row level security;
create policy read_own on xueye.calendar_term for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
create policy office_writes on xueye.calendar_term to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (first_day, last_day), delete on xueye.calendar_term to xueye_app;

alter table xueye.calendar_day enable row level security;
create policy read_own on xueye.calendar_day for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
create policy office_writes on xueye.calendar_day to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (kind), delete on xueye.calendar_day to xueye_app;

-- identity: no policy, no grant; read by find_identity only.
alter table xueye.identity enable row level security;

alter table xueye.person enable row level security;
create policy read_staff on xueye.person for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_staff()) or (id = (select xueye.app_person()) and (select xueye.app_role()) is not null))
  );
create policy office_adds on xueye.person for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.person for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (name) on xueye.person to xueye_app;

alter table xueye.area enable row level security;
create policy read_reached on xueye.area for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or id in (select xueye.reach_areas()))
  );
create policy office_adds on xueye.area for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert on xueye.area to xueye_app;

alter table xueye.class enable row level security;
create policy read_reached on xueye.class for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or id in (select xueye.reach_classes()))
  );
create policy office_adds on xueye.class for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.class for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (grade, major, area_id) on xueye.class to xueye_app;

alter table xueye.assignment enable row level security;
create policy read_staff on xueye.assignment for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_staff())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy office_adds on xueye.assignment for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_office()));
create policy office_corrects on xueye.assignment for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant select, insert, update (last_day) on xueye.assignment to xueye_app;
