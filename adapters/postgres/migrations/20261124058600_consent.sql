-- Consent of who uses the app, by law asked before first use and for each version of the guide anew.

create table xueye.consent (
  department_id uuid not null references xueye.department,
  id uuid not null,
  -- First, second … word of anybody: the last one of a person and kind holds.
  ordinal bigint not null generated always as identity,
  person_id uuid not null,
  -- guide: the privacy guide; contact: showing one's own number to whom one is paired with.
  kind text not null check (kind in ('guide', 'contact')),
  -- Of the guide that was shown.
  version text not null check (btrim(version) <> ''),
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  on_day date not null,
  at timestamptz not null default clock_timestamp(),
  primary key (department_id, id),
  foreign key (department_id, person_id) references xueye.person
);
create index consent_person on xueye.consent (department_id, person_id, kind, ordinal desc);
create trigger append_only before update or delete or truncate on xueye.consent
  for each statement execute function xueye.refuse_change();

alter table xueye.consent enable row level security;
create policy read_own on xueye.consent for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and (person_id = (select xueye.app_person()) or (select xueye.sees_department()))
  );
create policy own_word on xueye.consent for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and (select xueye.app_role()) is not null
    and person_id = (select xueye.app_person())
    and on_day = (select xueye.app_today())
  );
grant select, insert (department_id, id, person_id, kind, version, answer, on_day) on xueye.consent to xueye_app;

-- Asked at each call, before a role is chosen: the version that a person agrees to now; null: to none.
create function xueye.consented_to(asked_person uuid) returns text
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select case when latest.answer = 'given' then latest.version end
  from (
    select consent.answer, consent.version from consent
    join person on person.department_id = consent.department_id and person.id = consent.person_id
    where person.id = asked_person and consent.kind = 'guide'
    order by consent.ordinal desc limit 1
  ) latest
$$;
revoke execute on function xueye.consented_to(uuid) from public;
grant execute on function xueye.consented_to(uuid) to xueye_app;

-- Who refused or took the consent back gets no message, whatever WeChat would still deliver.
create or replace function xueye.timer_recipients(asked uuid[])
returns table (person_id uuid, subject text)
language sql stable security definer set search_path = xueye, pg_temp
as $$
  select identity.person_id, min(identity.subject) from identity
  where app_role() = 'timer' and identity.department_id = app_department()
    and identity.provider = 'wechat' and identity.person_id = any (asked)
    and 'given' = coalesce((
      select consent.answer from consent
      where consent.department_id = identity.department_id and consent.person_id = identity.person_id
        and consent.kind = 'guide'
      order by consent.ordinal desc limit 1
    ), 'given')
  group by identity.person_id
$$;
