-- Reminders: what each person was told of each duty, the outbox, credits for subscription messages, and
-- what the timers need to act for a department as nobody in particular.

-- The timers -----------------------------------------------------------------------------------
-- app.role = 'timer' without a person: reads like the department's own roles, writes the outbox only.
-- Whoever may set app.role may set app.person_id as well, so this opens no door that was closed.

create or replace function xueye.app_role() returns text
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  if current_setting('app.role', true) = 'timer' and app_person() is null then
    return 'timer';
  end if;
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

create or replace function xueye.sees_department() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() in ('leader', 'office', 'timer'), false) $$;

create or replace function xueye.sees_staff() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() in ('leader', 'office', 'counselor', 'adviser', 'timer'), false) $$;

create function xueye.is_timer() returns boolean
language sql stable
as $$ select coalesce(xueye.app_role() = 'timer', false) $$;

-- A proposal is the one thing that whoever sees the department may add without a name on it.
alter policy department_adds on xueye.proposal
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_department())
    and not (select xueye.is_timer())
  );

-- Whom a run has to visit; ids only.
create function xueye.timer_departments() returns setof uuid
language sql stable security definer set search_path = xueye, pg_temp
as $$ select department_id from department order by department_id $$;

-- The tables -----------------------------------------------------------------------------------

-- One sweep a day: how far it has come. Its row is locked while a page is worked on, so that two runs
-- take turns.
create table xueye.reminder_sweep (
  department_id uuid not null references xueye.department,
  day date not null,
  -- The last case that was worked on; null: none yet.
  after_case uuid,
  cases integer not null default 0 check (cases >= 0),
  stages integer not null default 0 check (stages >= 0),
  digests integer not null default 0 check (digests >= 0),
  finished_at timestamptz,
  primary key (department_id, day)
);

-- The ledger: a stage of a duty is told to a person once, by its key, whatever runs twice. `day` is
-- that of the digest it went into.
create table xueye.reminder_stage (
  department_id uuid not null references xueye.department,
  case_id uuid not null,
  kind text not null,
  role text not null,
  due_on date not null,
  stage text collate "C" not null check (stage ~ '^(before|day|(overdue|leader)-[1-9][0-9]*)$'),
  person_id uuid not null,
  day date not null,
  primary key (department_id, case_id, kind, role, due_on, stage, person_id),
  foreign key (department_id, case_id) references xueye.support_case,
  foreign key (department_id, person_id) references xueye.person
);
create index reminder_stage_day on xueye.reminder_stage (department_id, day, person_id);
create trigger append_only before update or delete or truncate on xueye.reminder_stage
  for each statement execute function xueye.refuse_change();

-- The outbox: one digest a person and day. Numbers only: no name, cause or tier leaves with it.
create table xueye.reminder_message (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  day date not null,
  talks integer not null check (talks >= 0),
  others integer not null check (others >= 0),
  overdue integer not null check (overdue >= 0),
  state text not null default 'waiting' check (
    state in ('waiting', 'leased', 'sending', 'sent', 'held', 'refused', 'failed', 'dropped')
  ),
  reason text,
  -- The answer's own code, where there was one.
  code integer,
  attempts integer not null default 0 check (attempts >= 0),
  -- Not before.
  run_at timestamptz not null,
  -- The run that took it, and until when it is left alone; kept after the end, so that an answer that
  -- comes late still finds its message.
  lease_id uuid,
  lease_until timestamptz,
  sent_at timestamptz,
  -- A person's word on what did not go out: told by other means, or sent again.
  settled_by uuid,
  settled_on date,
  settled_how text check (settled_how in ('told', 'send-again')),
  settled_note text,
  primary key (department_id, id),
  constraint once_a_day unique (department_id, person_id, day),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, settled_by) references xueye.person,
  check (talks + others + overdue > 0),
  constraint taken_has_a_lease check (
    state not in ('leased', 'sending') or (lease_id is not null and lease_until is not null)
  ),
  constraint sent_says_when check ((state = 'sent') = (sent_at is not null)),
  constraint problem_says_why check (state not in ('held', 'refused', 'failed', 'dropped') or reason is not null),
  constraint settled_whole check (
    (settled_how is null) = (settled_by is null) and (settled_how is null) = (settled_on is null)
  ),
  constraint told_says_how check (settled_how <> 'told' or btrim(settled_note) <> '')
);
create index reminder_message_due on xueye.reminder_message (department_id, run_at, id)
  where state in ('waiting', 'leased', 'sending');
create index reminder_message_problem on xueye.reminder_message (department_id, day desc, id)
  where state in ('held', 'refused', 'failed', 'dropped');
create index reminder_message_person on xueye.reminder_message (department_id, person_id, day desc);
create trigger never_deleted before delete or truncate on xueye.reminder_message
  for each statement execute function xueye.refuse_change();

-- One accept on the phone is one message; WeChat tells nobody how many are left.
create table xueye.reminder_credit (
  department_id uuid not null references xueye.department,
  person_id uuid not null,
  template text not null,
  credits integer not null check (credits >= 0),
  primary key (department_id, person_id, template),
  foreign key (department_id, person_id) references xueye.person
);

-- What the credits came from and went to.
create table xueye.reminder_credit_event (
  department_id uuid not null references xueye.department,
  id uuid not null,
  person_id uuid not null,
  template text not null,
  -- accepted, rejected, banned: the person's answer; spent, returned, lost: by a message.
  kind text not null check (kind in ('accepted', 'rejected', 'banned', 'spent', 'returned', 'lost')),
  change integer not null,
  message_id uuid,
  at timestamptz not null,
  primary key (department_id, id),
  foreign key (department_id, person_id) references xueye.person,
  foreign key (department_id, message_id) references xueye.reminder_message,
  check ((message_id is null) = (kind in ('accepted', 'rejected', 'banned')))
);
create index reminder_credit_event_person on xueye.reminder_credit_event (department_id, person_id, at);
create trigger append_only before update or delete or truncate on xueye.reminder_credit_event
  for each statement execute function xueye.refuse_change();

-- The mini-program's access token; whoever renews it holds the row's lock. Empty: there is none yet.
create table xueye.wechat_token (
  department_id uuid not null references xueye.department,
  app_id text not null,
  token text not null default '',
  expires_at timestamptz not null default '-infinity',
  primary key (department_id, app_id)
);

-- The openids of the people who are to get a message; answers the timers only.
create function xueye.timer_recipients(asked uuid[])
returns table (person_id uuid, subject text)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select identity.person_id, min(identity.subject) from identity
  where app_role() = 'timer' and identity.department_id = app_department()
    and identity.provider = 'wechat' and identity.person_id = any (asked)
  group by identity.person_id
$$;

revoke execute on function xueye.is_timer(), xueye.timer_departments(), xueye.timer_recipients(uuid[]) from public;
grant execute on function xueye.is_timer(), xueye.timer_departments(), xueye.timer_recipients(uuid[]) to xueye_app;

-- Policies -------------------------------------------------------------------------------------

alter table xueye.reminder_sweep enable row level security;
create policy timer_sweeps on xueye.reminder_sweep to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
grant select, insert, update (after_case, cases, stages, digests, finished_at) on xueye.reminder_sweep to xueye_app;

alter table xueye.reminder_stage enable row level security;
create policy timer_reads on xueye.reminder_stage for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
create policy timer_adds on xueye.reminder_stage for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
grant select, insert on xueye.reminder_stage to xueye_app;

alter table xueye.reminder_message enable row level security;
create policy read_own_or_department on xueye.reminder_message for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy timer_adds on xueye.reminder_message for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
create policy timer_sends on xueye.reminder_message for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
-- Only what ended without the person being told, and only in one's own name.
create policy office_settles on xueye.reminder_message for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and state in ('held', 'refused', 'failed', 'dropped')
  )
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_office())
    and settled_by = (select xueye.app_person())
    and state in ('held', 'refused', 'failed', 'dropped', 'waiting')
  );
grant select, insert, update (
  state, reason, code, attempts, run_at, lease_id, lease_until, sent_at,
  settled_by, settled_on, settled_how, settled_note
) on xueye.reminder_message to xueye_app;

alter table xueye.reminder_credit enable row level security;
create policy read_own_or_department on xueye.reminder_credit for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy own_adds on xueye.reminder_credit for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and person_id = (select xueye.app_person())
    and (select xueye.app_role()) is not null
  );
create policy own_or_timer_counts on xueye.reminder_credit for update to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.is_timer())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
grant select, insert, update (credits) on xueye.reminder_credit to xueye_app;

alter table xueye.reminder_credit_event enable row level security;
create policy read_own on xueye.reminder_credit_event for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.is_timer())
      or (person_id = (select xueye.app_person()) and (select xueye.app_role()) is not null)
    )
  );
create policy own_or_timer_adds on xueye.reminder_credit_event for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (
      ((select xueye.is_timer()) and kind in ('spent', 'returned', 'lost'))
      or (
        person_id = (select xueye.app_person())
        and (select xueye.app_role()) is not null
        and kind in ('accepted', 'rejected', 'banned')
      )
    )
  );
grant select, insert on xueye.reminder_credit_event to xueye_app;

alter table xueye.wechat_token enable row level security;
create policy timer_keeps on xueye.wechat_token to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_timer()));
grant select, insert, update (token, expires_at) on xueye.wechat_token to xueye_app;
