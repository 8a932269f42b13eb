-- 不定期跟踪检查 (art. 6): which pairs were drawn, from how many, by which seed, so that anyone can draw them
-- again; and what the check found. Added to, never rewritten.

create table xueye.help_draw (
  department_id uuid not null references xueye.department,
  id uuid not null,
  seed text not null check (seed ~ '^[0-9a-f]{32}$'),
  -- Ids of all pairs that could have been drawn.
  population jsonb not null check (jsonb_typeof(population) = 'array'),
  size integer not null check (size between 1 and 50),
  drawn_on date not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null,
  primary key (department_id, id),
  foreign key (department_id, drawn_by) references xueye.person,
  check (size <= jsonb_array_length(population))
);
create table xueye.help_draw_pick (
  department_id uuid not null references xueye.department,
  draw_id uuid not null,
  pairing_id uuid not null,
  primary key (department_id, draw_id, pairing_id),
  foreign key (department_id, draw_id) references xueye.help_draw,
  foreign key (department_id, pairing_id) references xueye.pairing
);
create table xueye.help_check (
  department_id uuid not null references xueye.department,
  draw_id uuid not null,
  pairing_id uuid not null,
  outcome text not null check (outcome in ('in-order', 'discrepant', 'not-helped', 'unreachable')),
  note text not null,
  checked_on date not null,
  checked_at timestamptz not null,
  checked_by uuid not null,
  primary key (department_id, draw_id, pairing_id),
  foreign key (department_id, draw_id, pairing_id) references xueye.help_draw_pick,
  foreign key (department_id, checked_by) references xueye.person,
  constraint found_says_what check (outcome = 'in-order' or btrim(note) <> '')
);
create trigger append_only before update or delete or truncate on xueye.help_draw
  for each statement execute function xueye.refuse_change();
create trigger append_only before update or delete or truncate on xueye.help_draw_pick
  for each statement execute function xueye.refuse_change();
create trigger append_only before update or delete or truncate on xueye.help_check
  for each statement execute function xueye.refuse_change();

alter table xueye.help_draw enable row level security;
create policy supervisors_read on xueye.help_draw for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and coalesce((select xueye.app_role()) in ('leader', 'office', 'counselor'), false)
  );
create policy supervisors_draw on xueye.help_draw for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and coalesce((select xueye.app_role()) in ('leader', 'counselor'), false)
    and drawn_by = (select xueye.app_person())
    and drawn_on = (select xueye.app_today())
  );
grant select, insert on xueye.help_draw to xueye_app;

alter table xueye.help_draw_pick enable row level security;
create policy supervisors_read on xueye.help_draw_pick for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and coalesce((select xueye.app_role()) in ('leader', 'office', 'counselor'), false)
    and pairing_id in (select xueye.reached_pairings())
  );
create policy supervisors_draw on xueye.help_draw_pick for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and pairing_id in (select xueye.reached_pairings())
    and exists (
      select from xueye.help_draw
      where help_draw.department_id = help_draw_pick.department_id and help_draw.id = help_draw_pick.draw_id
        and help_draw.drawn_by = (select xueye.app_person()) and help_draw.drawn_on = (select xueye.app_today())
    )
  );
grant select, insert on xueye.help_draw_pick to xueye_app;

alter table xueye.help_check enable row level security;
create policy supervisors_read on xueye.help_check for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and coalesce((select xueye.app_role()) in ('leader', 'office', 'counselor'), false)
    and pairing_id in (select xueye.reached_pairings())
  );
create policy supervisors_check on xueye.help_check for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and coalesce((select xueye.app_role()) in ('leader', 'counselor'), false)
    and checked_by = (select xueye.app_person())
    and checked_on = (select xueye.app_today())
    and pairing_id in (select xueye.reached_pairings())
  );
grant select, insert on xueye.help_check to xueye_app;
