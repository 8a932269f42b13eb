-- How a name may be looked for: any of its endings in signs, in pinyin, in the pinyin's first letters. By name,
-- not by person: whoever comes to bear a name is found by it, whichever way the name was written.
-- The application spells (`spell_names`); what was stored before is found by its signs at once, and by its
-- pinyin after `office spell`.

create table xueye.name_spelling (
  department_id uuid not null references xueye.department,
  name text not null,
  -- A lexeme is one way to begin: those of 陈思远 are 陈思远, 思远, 远, chensiyuan, siyuan, csy, chensy …
  keys tsvector not null,
  -- With pinyin, not by signs alone.
  is_spelled boolean not null,
  primary key (department_id, name)
);
create index name_spelling_keys on xueye.name_spelling using gin (keys) with (fastupdate = off);
create index student_name on xueye.student (department_id, name);

insert into xueye.name_spelling (department_id, name, keys, is_spelled)
select department_id, name,
  array_to_tsvector(array(
    select distinct lower(substr(name, place)) from generate_series(1, char_length(name)) place
  )),
  false
from (
  select department_id, name from xueye.student
  union
  select department_id, name from xueye.person
) named;

-- No policy, no grant: the names of all students stand in it. Read and written by these functions only.
alter table xueye.name_spelling enable row level security;

-- Of these names the ones that are not spelled yet.
create function xueye.unspelled_names(asked jsonb) returns setof text
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  if not is_office() then return; end if;
  return query
    select given.name from (select distinct jsonb_array_elements_text(asked) as name) given
    where not exists (
      select from name_spelling held
      where held.department_id = app_department() and held.name = given.name and held.is_spelled
    );
end $$;
revoke execute on function xueye.unspelled_names(jsonb) from public;
grant execute on function xueye.unspelled_names(jsonb) to xueye_app;

-- `[{name, keys: [text, …]}, …]`
create function xueye.spell_names(given jsonb) returns void
language plpgsql security definer set search_path = xueye, pg_temp
as $$
begin
  if not is_office() then raise exception using errcode = '42501', message = 'only the office spells names'; end if;
  insert into name_spelling as held (department_id, name, keys, is_spelled)
  select app_department(), entry ->> 'name',
    array_to_tsvector(array(select distinct jsonb_array_elements_text(entry -> 'keys'))), true
  from jsonb_array_elements(given) entry
  order by entry ->> 'name'
  on conflict (department_id, name) do update set keys = excluded.keys, is_spelled = true
    where not held.is_spelled;
end $$;
revoke execute on function xueye.spell_names(jsonb) from public;
grant execute on function xueye.spell_names(jsonb) to xueye_app;

-- A lexeme that begins so, whatever signs it holds.
create function xueye.beginning_with(asked text) returns tsquery
language sql immutable strict parallel safe
return ('''' || replace(replace(asked, '\', '\\'), '''', '''''') || ''':*')::tsquery;

-- Students in reach whose 学号 begins with `number` or one of whose names' spellings begins with `key`.
create function xueye.find_students(number text, key text) returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select student.id from student
    where student.department_id = app_department()
      and number <> ''
      -- All texts that begin with it lie before it with the highest sign behind.
      and student.student_no >= number and student.student_no < number || chr(1114111)
      and ((select sees_department()) or student.class_id in (select reach_classes()))
    union
    select student.id from name_spelling held
    join student on student.department_id = held.department_id and student.name = held.name
    where held.department_id = app_department()
      and key <> ''
      and held.keys @@ beginning_with(key)
      and ((select sees_department()) or student.class_id in (select reach_classes()));
end $$;
revoke execute on function xueye.find_students(text, text) from public;
grant execute on function xueye.find_students(text, text) to xueye_app;

-- The same for the people of the roster, which the department keeps.
create function xueye.find_people(key text) returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  if not sees_department() then return; end if;
  return query
    select person.id from name_spelling held
    join person on person.department_id = held.department_id and person.name = held.name
    where held.department_id = app_department() and key <> '' and held.keys @@ beginning_with(key);
end $$;
revoke execute on function xueye.find_people(text) from public;
grant execute on function xueye.find_people(text) to xueye_app;
