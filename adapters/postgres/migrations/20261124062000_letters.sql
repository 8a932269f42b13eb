-- 书面预警通知书: the department's wording, the letters, what each said once approved, and every step of
-- theirs (art. 5). A number is never given twice and never left out within a year.

create table xueye.letter_wording (
  department_id uuid not null references xueye.department,
  id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  wording jsonb not null check (jsonb_typeof(wording) = 'object'),
  saved_on date not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  primary key (department_id, id),
  unique (department_id, ordinal),
  foreign key (department_id, saved_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.letter_wording
  for each statement execute function xueye.refuse_change();

create table xueye.letter (
  department_id uuid not null references xueye.department,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  -- Sealed: name, relation and address of the parent.
  addressee jsonb not null,
  corrects uuid,
  -- Of the newest step, for lists; the steps are in letter_step.
  state text not null
    check (state in ('draft', 'approved', 'printed', 'posted', 'delivered', 'returned', 'withdrawn')),
  state_on date not null,
  mail_number text,
  posted_on date,
  -- Neither withdrawn nor corrected by another: a case has one at most.
  is_live boolean not null default true,
  drafted_on date not null,
  drafted_at timestamptz not null,
  drafted_by uuid not null,
  primary key (department_id, id),
  foreign key (department_id, case_id) references xueye.support_case,
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, drafted_by) references xueye.person,
  foreign key (department_id, corrects) references xueye.letter (department_id, id),
  constraint withdrawn_is_not_live check (state <> 'withdrawn' or not is_live)
);
create unique index letter_live on xueye.letter (department_id, case_id) where is_live;
create index letter_state on xueye.letter (department_id, state, state_on, id);
create index letter_student on xueye.letter (department_id, student_id);
create index letter_posted on xueye.letter (department_id, posted_on) where posted_on is not null;
create trigger never_deleted before delete or truncate on xueye.letter
  for each statement execute function xueye.refuse_change();

create function xueye.refuse_turned_letter() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if (new.department_id, new.id, new.case_id, new.student_id, new.drafted_on, new.drafted_by)
      is distinct from (old.department_id, old.id, old.case_id, old.student_id, old.drafted_on, old.drafted_by)
    or new.corrects is distinct from old.corrects
    or (new.addressee is distinct from old.addressee and old.state <> 'draft'
      and current_setting('app.sealing', true) is distinct from 'on')
    or (new.is_live and not old.is_live)
    or old.state = 'withdrawn' and new.state <> 'withdrawn'
  then
    raise exception 'a letter stays what it was' using errcode = 'restrict_violation', table = 'letter';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_turned_letter() from public;
create trigger same_letter before update on xueye.letter
  for each row execute function xueye.refuse_turned_letter();

create table xueye.letter_content (
  department_id uuid not null references xueye.department,
  -- The letter's.
  id uuid not null,
  year integer not null check (year between 2000 and 2999),
  serial integer not null check (serial >= 1),
  number text not null,
  -- Sealed.
  content jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  primary key (department_id, id),
  unique (department_id, year, serial),
  unique (department_id, number),
  foreign key (department_id, id) references xueye.letter
);
create trigger append_only before delete or truncate on xueye.letter_content
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.letter_content
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.letter_content
  for each row execute function xueye.refuse_but_sealing('content');

create table xueye.letter_series (
  department_id uuid not null references xueye.department,
  year integer not null check (year between 2000 and 2999),
  last integer not null check (last >= 1),
  primary key (department_id, year)
);

create table xueye.letter_step (
  department_id uuid not null references xueye.department,
  id uuid not null,
  letter_id uuid not null,
  ordinal integer not null check (ordinal >= 1),
  state text not null
    check (state in ('draft', 'approved', 'printed', 'posted', 'delivered', 'returned', 'withdrawn')),
  on_day date not null,
  mail_number text check (mail_number ~ '^[A-Z0-9]{13}$'),
  note text not null,
  at timestamptz not null,
  by_person uuid not null,
  primary key (department_id, id),
  unique (department_id, letter_id, ordinal),
  foreign key (department_id, letter_id) references xueye.letter,
  foreign key (department_id, by_person) references xueye.person,
  constraint posted_with_a_number check ((state = 'posted') = (mail_number is not null)),
  constraint withdrawing_says_why check (state <> 'withdrawn' or btrim(note) <> '')
);
create unique index letter_step_mail_number on xueye.letter_step (department_id, mail_number)
  where mail_number is not null;
create trigger append_only before update or delete or truncate on xueye.letter_step
  for each statement execute function xueye.refuse_change();

alter table xueye.letter_wording enable row level security;
create policy read_department on xueye.letter_wording for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy office_words on xueye.letter_wording for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and saved_by = (select xueye.app_person())
    and saved_on = (select xueye.app_today())
  );
grant select, insert on xueye.letter_wording to xueye_app;

alter table xueye.letter enable row level security;
create policy read_reached on xueye.letter for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy office_drafts on xueye.letter for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and state = 'draft'
    and drafted_by = (select xueye.app_person())
    and drafted_on = (select xueye.app_today())
  );
create policy department_moves on xueye.letter for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.is_office()) or (select xueye.is_leader()))
  )
  with check (
    department_id = (select xueye.app_department())
    and ((select xueye.is_office()) or (select xueye.is_leader()))
  );
grant select, insert on xueye.letter to xueye_app;
grant update (addressee, state, state_on, mail_number, posted_on, is_live) on xueye.letter to xueye_app;

alter table xueye.letter_content enable row level security;
create policy read_reached on xueye.letter_content for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or id in (
        select letter.id from xueye.letter
        where letter.department_id = (select xueye.app_department())
          and letter.student_id in (select xueye.reach_students())
      )
    )
  );
create policy leader_approves on xueye.letter_content for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
grant select, insert on xueye.letter_content to xueye_app;

alter table xueye.letter_series enable row level security;
create policy leader_counts on xueye.letter_series for all to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_leader()))
  with check (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
grant select, insert, update on xueye.letter_series to xueye_app;

alter table xueye.letter_step enable row level security;
create policy read_reached on xueye.letter_step for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or letter_id in (
        select letter.id from xueye.letter
        where letter.department_id = (select xueye.app_department())
          and letter.student_id in (select xueye.reach_students())
      )
    )
  );
create policy department_steps on xueye.letter_step for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and by_person = (select xueye.app_person())
    and on_day <= (select xueye.app_today())
    and case when state = 'approved' then (select xueye.is_leader()) else (select xueye.sees_department()) end
  );
grant select, insert on xueye.letter_step to xueye_app;
