-- 表彰: volunteers, one by one or as a team, whom the leader commends for a semester, with the figures as they
-- stood then (art. 6). Added to, never rewritten.

create table xueye.commendation (
  department_id uuid not null references xueye.department,
  id uuid not null,
  term text not null check (term ~ '^\d{4}-\d{4}-[123]$'),
  kind text not null check (kind in ('person', 'team')),
  -- Of a person the name, of a team what it is called.
  title text not null check (btrim(title) <> ''),
  reason text not null check (btrim(reason) <> ''),
  -- {minutes, sessions, students, recovered}: what it was decided from.
  figures jsonb not null check (jsonb_typeof(figures) = 'object'),
  decided_on date not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  primary key (department_id, id),
  foreign key (department_id, decided_by) references xueye.person
);
create index commendation_term on xueye.commendation (department_id, term, decided_at);
create trigger append_only before update or delete or truncate on xueye.commendation
  for each statement execute function xueye.refuse_change();

create table xueye.commendation_member (
  department_id uuid not null references xueye.department,
  commendation_id uuid not null,
  volunteer_id uuid not null,
  primary key (department_id, commendation_id, volunteer_id),
  foreign key (department_id, commendation_id) references xueye.commendation,
  foreign key (department_id, volunteer_id) references xueye.person
);
create index commendation_member_volunteer on xueye.commendation_member (department_id, volunteer_id);
create trigger append_only before update or delete or truncate on xueye.commendation_member
  for each statement execute function xueye.refuse_change();

create table xueye.commendation_end (
  department_id uuid not null references xueye.department,
  commendation_id uuid not null,
  reason text not null check (btrim(reason) <> ''),
  ended_on date not null,
  ended_by uuid not null,
  primary key (department_id, commendation_id),
  foreign key (department_id, commendation_id) references xueye.commendation,
  foreign key (department_id, ended_by) references xueye.person
);
create trigger append_only before update or delete or truncate on xueye.commendation_end
  for each statement execute function xueye.refuse_change();

-- A volunteer's own; a counselor those of the volunteers whose hours the counselor may certify.
create function xueye.reached_commendations() returns setof uuid
language plpgsql stable security definer set search_path = xueye, pg_temp
as $$
begin
  return query
    select member.commendation_id from commendation_member member
    where member.department_id = app_department()
      and (
        sees_department()
        or (member.volunteer_id = app_person() and app_role() = 'volunteer')
        or member.volunteer_id in (select certifiable.person_id from certifiable_volunteers() certifiable)
      );
end $$;
revoke execute on function xueye.reached_commendations() from public;
grant execute on function xueye.reached_commendations() to xueye_app;

alter table xueye.commendation enable row level security;
create policy read_reached on xueye.commendation for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and ((select xueye.sees_department()) or id in (select xueye.reached_commendations()))
  );
create policy leader_commends on xueye.commendation for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and decided_by = (select xueye.app_person())
    and decided_on = (select xueye.app_today())
  );
grant select, insert on xueye.commendation to xueye_app;

alter table xueye.commendation_member enable row level security;
create policy read_reached on xueye.commendation_member for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and commendation_id in (select xueye.reached_commendations())
  );
create policy leader_commends on xueye.commendation_member for insert to xueye_app
  with check (department_id = (select xueye.app_department()) and (select xueye.is_leader()));
grant select, insert on xueye.commendation_member to xueye_app;

alter table xueye.commendation_end enable row level security;
create policy read_reached on xueye.commendation_end for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and commendation_id in (select xueye.reached_commendations())
  );
create policy leader_ends on xueye.commendation_end for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.is_leader())
    and ended_by = (select xueye.app_person())
    and ended_on = (select xueye.app_today())
  );
grant select, insert on xueye.commendation_end to xueye_app;
