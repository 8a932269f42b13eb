-- 常用语: what a person writes often, to be put into a form with a tap. One's own, and nobody else's to see.

create table xueye.quick_phrase (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  -- Sealed.
  text text not null,
  made_on date not null,
  primary key (department_id, id),
  foreign key (department_id, person_id) references xueye.person
);
create index quick_phrase_person on xueye.quick_phrase (department_id, person_id);

alter table xueye.quick_phrase enable row level security;
create policy own_phrases on xueye.quick_phrase to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and person_id = (select xueye.app_person())
  )
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and person_id = (select xueye.app_person())
  );
grant select, insert, update (text), delete on xueye.quick_phrase to xueye_app;
