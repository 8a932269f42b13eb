-- 本人的权利 (个人信息保护法 art. 44–47): who is kept here asks for a correction or a deletion, and is answered
-- in time. Who signs in asks for oneself; for a student, who has no account, the office writes the request
-- down with how it knew who came. Both are only ever added to.

-- Days within which a request is answered. No row: 15.
create table xueye.data_request_setting (
  department_id uuid primary key references xueye.department,
  days integer not null check (days between 1 and 30),
  set_by uuid not null,
  set_on date not null,
  foreign key (department_id, set_by) references xueye.person
);

create table xueye.data_request (
  department_id uuid not null references xueye.department,
  id uuid not null,
  -- Whose data: one of the two.
  person_id uuid,
  student_id uuid,
  kind text not null check (kind in ('correction', 'erasure')),
  field text check (field in (
    'name', 'work-no', 'student-no', 'gender', 'native-place', 'class', 'contact', 'family', 'guardians', 'role',
    'application', 'other'
  )),
  -- What stood there, where the roster has it; what should, or what should go; and why.
  was text not null,
  wanted text not null check (wanted <> ''),
  reason text not null,
  -- Of a student: how the office knew who came.
  identity_check text check (identity_check in ('student-card', 'id-card', 'campus-card', 'known')),
  asked_on date not null,
  asked_at timestamptz not null,
  due_on date not null,
  entered_by uuid not null,
  primary key (department_id, id),
  constraint data_request_of_person unique (department_id, id, person_id),
  constraint data_request_of_student unique (department_id, id, student_id),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, entered_by) references xueye.person,
  constraint of_one check ((person_id is null) <> (student_id is null)),
  constraint corrects_a_field check ((kind = 'correction') = (field is not null)),
  constraint student_came check ((student_id is null) = (identity_check is null)),
  constraint due_after_asked check (due_on > asked_on)
);
create index data_request_person on xueye.data_request (department_id, person_id);
create index data_request_student on xueye.data_request (department_id, student_id);
create index data_request_due on xueye.data_request (department_id, due_on, id);

-- One a request, whoever is first: the answer, or that it was taken back.
create table xueye.data_request_answer (
  department_id uuid not null references xueye.department,
  id uuid not null,
  request_id uuid not null,
  person_id uuid,
  student_id uuid,
  outcome text not null check (outcome in ('accepted', 'refused', 'withdrawn')),
  -- What was said to who asked, what stands there now, and where it was changed by hand.
  reason text not null,
  value text not null,
  done_where text not null,
  settled_on date not null,
  settled_at timestamptz not null,
  settled_by uuid not null,
  primary key (department_id, id),
  constraint answered_once unique (department_id, request_id),
  foreign key (department_id, request_id) references xueye.data_request,
  foreign key (department_id, request_id, person_id)
    references xueye.data_request (department_id, id, person_id),
  foreign key (department_id, request_id, student_id)
    references xueye.data_request (department_id, id, student_id),
  foreign key (department_id, settled_by) references xueye.person,
  constraint of_one check ((person_id is null) <> (student_id is null)),
  constraint refusing_says_why check (outcome <> 'refused' or reason <> ''),
  constraint accepted_says_where check (outcome <> 'accepted' or value <> '' or done_where <> '')
);
create index data_request_answer_person on xueye.data_request_answer (department_id, person_id);
create index data_request_answer_student on xueye.data_request_answer (department_id, student_id);

create trigger append_only before delete or truncate on xueye.data_request
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.data_request
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.data_request
  for each row execute function xueye.refuse_but_sealing('was', 'wanted', 'reason');
create trigger append_only before delete or truncate on xueye.data_request_answer
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.data_request_answer
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.data_request_answer
  for each row execute function xueye.refuse_but_sealing('reason', 'value', 'done_where');

alter table xueye.data_request_setting enable row level security;
create policy anyone_reads on xueye.data_request_setting for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) is not null);
create policy department_sets on xueye.data_request_setting for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) in ('leader', 'office')
    and set_by = (select xueye.app_person())
  );
create policy department_changes on xueye.data_request_setting for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) in ('leader', 'office'))
  with check (department_id = (select xueye.app_department()) and set_by = (select xueye.app_person()));
grant select, insert, update (days, set_by, set_on) on xueye.data_request_setting to xueye_app;

alter table xueye.data_request enable row level security;
create policy read_own_or_department on xueye.data_request for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy asks_for_oneself on xueye.data_request for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and person_id = (select xueye.app_person())
    and entered_by = (select xueye.app_person())
    and asked_on = (select xueye.app_today())
  );
create policy office_enters_for_student on xueye.data_request for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and student_id is not null
    and entered_by = (select xueye.app_person())
    and asked_on = (select xueye.app_today())
  );
grant select, insert on xueye.data_request to xueye_app;

alter table xueye.data_request_answer enable row level security;
create policy read_own_or_department on xueye.data_request_answer for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
-- Nobody answers a request of their own.
create policy department_answers on xueye.data_request_answer for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) in ('leader', 'office')
    and outcome <> 'withdrawn'
    and person_id is distinct from (select xueye.app_person())
    and settled_by = (select xueye.app_person())
    and settled_on = (select xueye.app_today())
  );
create policy takes_back_own on xueye.data_request_answer for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and outcome = 'withdrawn'
    and (person_id = (select xueye.app_person()) or (student_id is not null and (select xueye.is_office())))
    and settled_by = (select xueye.app_person())
    and settled_on = (select xueye.app_today())
  );
grant select, insert on xueye.data_request_answer to xueye_app;

-- What a volunteer applied with, to nobody but them: the 学号 of the application is the number of the person.
create function xueye.own_applications()
returns table (
  id uuid, call_title text, filed_on date, courses jsonb, free_periods jsonb, campus text, contact text, why text
)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select application.id, call.title, application.filed_on, application.courses, application.free_periods,
    application.campus, application.contact, application.why
  from person
  join student on student.department_id = person.department_id and student.student_no = person.work_no
  join volunteer_application application
    on application.department_id = student.department_id and application.student_id = student.id
  join volunteer_call call on call.department_id = application.department_id and call.id = application.call_id
  where person.department_id = app_department() and person.id = app_person() and app_role() = 'volunteer'
  order by application.filed_on desc, application.id
$$;
revoke execute on function xueye.own_applications() from public;
grant execute on function xueye.own_applications() to xueye_app;
