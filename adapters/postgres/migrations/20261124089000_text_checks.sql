-- 文本内容安全识别: which texts WeChat is still to be asked about, and what it made of those that it did not
-- simply let pass. No text is kept here: it is read where it stands. A row is added in the transaction that
-- writes the text, whoever writes it, so that none is forgotten; a text that passes leaves no row.

-- What a department asks about. No row: what volunteers and students write.
create table xueye.text_check_setting (
  department_id uuid primary key references xueye.department,
  level text not null check (level in ('off', 'outside', 'all')),
  set_by uuid not null,
  set_on date not null,
  foreign key (department_id, set_by) references xueye.person
);

create table xueye.text_check (
  department_id uuid not null references xueye.department,
  id uuid not null default gen_random_uuid(),
  kind text not null check (
    kind in (
      'application', 'help-session', 'help-feedback', 'guidance', 'talk', 'talk-revision', 'talk-supplement',
      'referral'
    )
  ),
  -- Of the row that holds the text.
  subject_id uuid not null,
  student_id uuid,
  -- Null: someone without an account.
  author_id uuid,
  -- The openid of such a one, until WeChat has answered.
  phone_subject text,
  filed_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'hit', 'missed')),
  attempts integer not null default 0 check (attempts >= 0),
  run_at timestamptz not null,
  lease_until timestamptz,
  -- Of a hit: what WeChat advises, and what it takes the text to be.
  advice text check (advice in ('risky', 'review')),
  label integer,
  -- Of one that was not answered.
  reason text,
  code integer,
  settled_by uuid,
  settled_on date,
  primary key (department_id, id),
  constraint text_check_once unique (department_id, kind, subject_id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, author_id) references xueye.person,
  foreign key (department_id, settled_by) references xueye.person,
  constraint hit_says_what check ((state = 'hit') = (advice is not null)),
  constraint missed_says_why check ((state = 'missed') = (reason is not null)),
  constraint openid_until_answered check (state = 'waiting' or phone_subject is null),
  constraint settled_whole check ((settled_by is null) = (settled_on is null))
);
create index text_check_due on xueye.text_check (department_id, run_at, id) where state = 'waiting';
create index text_check_hint on xueye.text_check (department_id, filed_at desc, id) where state <> 'waiting';
create index text_check_author on xueye.text_check (department_id, author_id);
create index text_check_student on xueye.text_check (department_id, student_id);

-- Arguments: the kind, the column of the author ('' where there is none), and that of the time.
create function xueye.ask_text_check() returns trigger
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  asked_kind text := tg_argv[0];
  held jsonb := to_jsonb(new);
  level text := coalesce(
    (select setting.level from text_check_setting setting where setting.department_id = new.department_id),
    'outside'
  );
  about uuid := (held ->> 'student_id')::uuid;
  subject uuid := coalesce(held ->> 'id', held ->> 'session_id')::uuid;
begin
  if level = 'off' or (
    level = 'outside' and asked_kind not in ('application', 'help-session', 'help-feedback')
  ) then
    return null;
  end if;
  if asked_kind in ('help-session', 'help-feedback') then
    select pairing.student_id into about
    from help_session
    join pairing
      on pairing.department_id = help_session.department_id and pairing.id = help_session.pairing_id
    where help_session.department_id = new.department_id and help_session.id = subject;
  end if;
  insert into text_check (
    department_id, kind, subject_id, student_id, author_id, phone_subject, filed_at, run_at
  ) values (
    new.department_id, asked_kind, subject, about,
    case when tg_argv[1] <> '' then (held ->> tg_argv[1])::uuid end,
    case when tg_argv[1] = '' then nullif(current_setting('app.phone_subject', true), '') end,
    (held ->> tg_argv[2])::timestamptz, (held ->> tg_argv[2])::timestamptz
  )
  -- An application that was changed is asked about anew.
  on conflict on constraint text_check_once do update set
    state = 'waiting', attempts = 0, run_at = excluded.run_at, filed_at = excluded.filed_at,
    phone_subject = excluded.phone_subject, lease_until = null, advice = null, label = null, reason = null,
    code = null, settled_by = null, settled_on = null;
  return null;
end $$;

create trigger ask_text_check after insert or update of why on xueye.volunteer_application
  for each row when (new.why <> '') execute function xueye.ask_text_check('application', '', 'filed_at');
create trigger ask_text_check after insert on xueye.help_session
  for each row execute function xueye.ask_text_check('help-session', 'volunteer_id', 'filed_at');
create trigger ask_text_check after insert on xueye.help_feedback
  for each row execute function xueye.ask_text_check('help-feedback', '', 'said_at');
create trigger ask_text_check after insert on xueye.volunteer_guidance
  for each row execute function xueye.ask_text_check('guidance', 'author_id', 'filed_at');
create trigger ask_text_check after insert on xueye.talk_record
  for each row execute function xueye.ask_text_check('talk', 'author_id', 'filed_at');
create trigger ask_text_check after insert on xueye.talk_revision
  for each row execute function xueye.ask_text_check('talk-revision', 'author_id', 'revised_at');
create trigger ask_text_check after insert on xueye.talk_supplement
  for each row execute function xueye.ask_text_check('talk-supplement', 'author_id', 'filed_at');
create trigger ask_text_check after insert on xueye.referral
  for each row execute function xueye.ask_text_check('referral', 'referrer_id', 'filed_at');

-- The texts as they are stored, sealed ones sealed, by the row that asks about them. Answers the timers only.
create function xueye.timer_texts(asked uuid[])
returns table (id uuid, texts jsonb)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select asking.id, case asking.kind
    when 'application' then (
      select jsonb_build_object('why', why) from volunteer_application held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'help-session' then (
      select jsonb_build_object('done', done, 'next_time', next_time) from help_session held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'help-feedback' then (
      select jsonb_build_object('wish', wish) from help_feedback held
      where held.department_id = asking.department_id and held.session_id = asking.subject_id
    )
    when 'guidance' then (
      select jsonb_build_object('guidance', guidance, 'remark', remark) from volunteer_guidance held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'talk' then (
      select jsonb_build_object('problems', problems, 'assessment', assessment) from talk_record held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'talk-revision' then (
      select jsonb_build_object('content', content, 'reason', reason) from talk_revision held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'talk-supplement' then (
      select jsonb_build_object('text', text) from talk_supplement held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
    when 'referral' then (
      select jsonb_build_object('seen', seen, 'cause_note', cause_note) from referral held
      where held.department_id = asking.department_id and held.id = asking.subject_id
    )
  end
  from text_check asking
  where app_role() = 'timer' and asking.department_id = app_department() and asking.id = any (asked)
$$;

revoke execute on function xueye.ask_text_check(), xueye.timer_texts(uuid[]) from public;
grant execute on function xueye.timer_texts(uuid[]) to xueye_app;

alter table xueye.text_check_setting enable row level security;
create policy department_reads on xueye.text_check_setting for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy department_sets on xueye.text_check_setting for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) in ('leader', 'office')
    and set_by = (select xueye.app_person())
  );
create policy department_changes on xueye.text_check_setting for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.app_role()) in ('leader', 'office'))
  with check (department_id = (select xueye.app_department()) and set_by = (select xueye.app_person()));
grant select, insert, update (level, set_by, set_on) on xueye.text_check_setting to xueye_app;

alter table xueye.text_check enable row level security;
-- Whoever wrote the text sees what WeChat made of it, and so does the department.
create policy read_own_or_department on xueye.text_check for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (author_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy timer_asks on xueye.text_check for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
create policy timer_lets_pass on xueye.text_check for delete to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()) and state = 'waiting');
create policy department_settles on xueye.text_check for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) in ('leader', 'office')
    and state <> 'waiting'
  )
  with check (
    department_id = (select xueye.app_department())
    and settled_by = (select xueye.app_person())
    and state <> 'waiting'
  );
-- Never the openid.
grant select (
  department_id, id, kind, subject_id, student_id, author_id, filed_at, state, attempts, run_at, lease_until,
  advice, label, reason, code, settled_by, settled_on
) on xueye.text_check to xueye_app;
grant update (
  state, attempts, run_at, lease_until, advice, label, reason, code, phone_subject, settled_by, settled_on
), delete on xueye.text_check to xueye_app;

-- The openids of those who wrote, for the timers: of the account, else of the phone.
create function xueye.timer_writers(asked uuid[])
returns table (id uuid, subject text)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select asking.id, coalesce(asking.phone_subject, bound.subject)
  from text_check asking
  left join timer_recipients(
    array(select author_id from text_check where id = any (asked) and author_id is not null)
  ) bound on bound.person_id = asking.author_id
  where app_role() = 'timer' and asking.department_id = app_department() and asking.id = any (asked)
$$;
revoke execute on function xueye.timer_writers(uuid[]) from public;
grant execute on function xueye.timer_writers(uuid[]) to xueye_app;
