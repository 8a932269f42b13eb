-- Screenings with frozen results, the meeting's decisions, and the cases they open.

create table xueye.screening (
  department_id uuid not null references xueye.department,
  id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  kind text not null check (kind in ('preview', 'official')),
  policy_id text not null,
  policy_version text not null,
  import_ids jsonb not null,
  file_names jsonb not null,
  students integer not null check (students >= 0),
  identified integer not null check (identified between 0 and students),
  tier_watch integer not null check (tier_watch >= 0),
  tier_1 integer not null check (tier_1 >= 0),
  tier_2 integer not null check (tier_2 >= 0),
  tier_3 integer not null check (tier_3 >= 0),
  ran_on date not null,
  ran_at timestamptz not null,
  ran_by uuid not null,
  primary key (department_id, id),
  foreign key (department_id, ran_by) references xueye.person
);
create index screening_newest on xueye.screening (department_id, ran_at desc, id desc);
create trigger append_only before update or delete or truncate on xueye.screening
  for each statement execute function xueye.refuse_change();

create table xueye.proposal (
  department_id uuid not null references xueye.department,
  id uuid not null,
  screening_id uuid not null,
  student_id uuid not null,
  -- 'group' is a word of SQL.
  standing text not null check (standing in ('identified', 'near-miss', 'apart')),
  tier text check (tier in ('watch', '1', '2', '3')),
  -- Integer of 1/100.
  outstanding integer not null check (outstanding >= 0),
  -- The engine's whole answer with its evidence, as it was given.
  result jsonb not null,
  primary key (department_id, id),
  unique (department_id, screening_id, student_id),
  unique (department_id, id, student_id),
  foreign key (department_id, screening_id) references xueye.screening,
  foreign key (department_id, student_id) references xueye.student
);
create index proposal_agenda on xueye.proposal (department_id, screening_id, standing, outstanding desc);
create index proposal_student on xueye.proposal (department_id, student_id);
create trigger append_only before update or delete or truncate on xueye.proposal
  for each statement execute function xueye.refuse_change();

create table xueye.support_case (
  department_id uuid not null references xueye.department,
  id uuid not null,
  student_id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  tier text not null check (tier in ('watch', '1', '2', '3')),
  status text not null check (status in ('open', 'closed')),
  opened_on date not null,
  closed_on date,
  close_reason text,
  previous_case_id uuid,
  proposal_id uuid not null,
  -- Integer of 1/100, as it was when the case was opened.
  outstanding integer not null check (outstanding >= 0),
  primary key (department_id, id),
  unique (department_id, id, student_id),
  foreign key (department_id, student_id) references xueye.student,
  foreign key (department_id, proposal_id, student_id) references xueye.proposal (department_id, id, student_id),
  -- Linked to an earlier case of the same student only.
  foreign key (department_id, previous_case_id, student_id)
    references xueye.support_case (department_id, id, student_id),
  constraint closed_says_when_and_why check (
    (status = 'closed') = (closed_on is not null) and (status = 'closed') = (close_reason is not null)
  ),
  check (closed_on >= opened_on),
  check (previous_case_id <> id)
);
create unique index support_case_one_open on xueye.support_case (department_id, student_id) where status = 'open';
create index support_case_student on xueye.support_case (department_id, student_id, opened_on);
create index support_case_proposal on xueye.support_case (department_id, proposal_id);

create function xueye.refuse_closed_case() returns trigger
language plpgsql set search_path = xueye, pg_temp
as $$
begin
  if old.status = 'closed' then
    raise exception 'a closed case stays closed' using errcode = 'restrict_violation', table = 'support_case';
  end if;
  return new;
end $$;
revoke execute on function xueye.refuse_closed_case() from public;
create trigger closed_stays before update on xueye.support_case
  for each row execute function xueye.refuse_closed_case();
create trigger never_deleted before delete or truncate on xueye.support_case
  for each statement execute function xueye.refuse_change();

create table xueye.decision (
  department_id uuid not null references xueye.department,
  id uuid not null,
  proposal_id uuid not null,
  student_id uuid not null,
  -- First, second … word on this proposal; the last one is in force.
  ordinal integer not null check (ordinal >= 1),
  case_id uuid,
  outcome text not null check (outcome in ('confirm', 'change', 'dismiss')),
  tier text check (tier in ('watch', '1', '2', '3')),
  difficulty text check (difficulty in ('ability', 'attitude', 'both')),
  causes jsonb not null,
  cause_note text not null,
  reason text not null,
  decided_on date not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  primary key (department_id, id),
  unique (department_id, proposal_id, ordinal),
  foreign key (department_id, proposal_id, student_id) references xueye.proposal (department_id, id, student_id),
  foreign key (department_id, case_id, student_id) references xueye.support_case (department_id, id, student_id),
  foreign key (department_id, decided_by) references xueye.person,
  constraint dismissed_has_no_tier check ((outcome = 'dismiss') = (tier is null)),
  constraint accepted_has_a_case check (outcome = 'dismiss' or case_id is not null),
  constraint departing_says_why check (outcome = 'confirm' or btrim(reason) <> '')
);
create index decision_case on xueye.decision (department_id, case_id);
create trigger append_only before update or delete or truncate on xueye.decision
  for each statement execute function xueye.refuse_change();

alter table xueye.screening enable row level security;
create policy department_reads on xueye.screening for select to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
create policy department_runs on xueye.screening for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.sees_department())
    and ran_by = (select xueye.app_person())
  );
grant select, insert on xueye.screening to xueye_app;

alter table xueye.support_case enable row level security;
create policy read_reached on xueye.support_case for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or student_id in (select xueye.reach_students()))
  );
create policy leader_opens on xueye.support_case for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
create policy leader_moves on xueye.support_case for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
grant select, insert, update (tier, status, closed_on, close_reason) on xueye.support_case to xueye_app;

-- Before the meeting has opened a case, a proposal is nobody's business outside the department's roles.
alter table xueye.proposal enable row level security;
create policy read_reached on xueye.proposal for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (
        student_id in (select xueye.reach_students())
        and exists (
          select from xueye.support_case
          where support_case.department_id = proposal.department_id and support_case.proposal_id = proposal.id
        )
      )
    )
  );
create policy department_adds on xueye.proposal for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.sees_department()));
grant select, insert on xueye.proposal to xueye_app;

alter table xueye.decision enable row level security;
create policy read_reached on xueye.decision for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (
      (select xueye.sees_department())
      or (case_id is not null and student_id in (select xueye.reach_students()))
    )
  );
create policy leader_decides on xueye.decision for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and decided_by = (select xueye.app_person())
  );
grant select, insert on xueye.decision to xueye_app;
