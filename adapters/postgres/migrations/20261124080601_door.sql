-- How often each person and each address knocks: a bucket that leaks evenly, one row a caller, kept for
-- minutes. Unlogged: after a crash everybody begins anew, and nothing waits for the disk.

create unlogged table xueye.door_count (
  -- SHA-256 of who calls; no address and no name.
  caller text primary key check (caller ~ '^[0-9a-f]{64}$'),
  -- When the bucket will be empty.
  empty_at timestamptz not null
);
-- No policy, no grant: used by `admit` only.
alter table xueye.door_count enable row level security;

-- Counts a call of each caller and answers how many seconds to wait; 0: come in. A caller that is null is
-- nobody; `most` is how many a minute, all at once or evenly.
create function xueye.admit(callers text[], most integer[], now_at timestamptz default null)
returns integer
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  at timestamptz := coalesce(now_at, clock_timestamp());
  print text;
  share interval;
  full_until timestamptz;
  wait integer := 0;
begin
  for i in 1 .. cardinality(callers) loop
    continue when callers[i] is null;
    print := encode(sha256(convert_to(callers[i], 'utf8')), 'hex');
    share := interval '1 minute' / most[i];
    insert into door_count as held (caller, empty_at) values (print, at + share)
      on conflict (caller) do update set empty_at = greatest(held.empty_at, at) + share
        where greatest(held.empty_at, at) + share <= at + interval '1 minute';
    if not found then
      select empty_at into full_until from door_count where caller = print;
      wait := greatest(wait, ceil(extract(epoch from full_until + share - at - interval '1 minute'))::integer, 1);
    end if;
  end loop;
  if random() < 0.002 then
    delete from door_count where empty_at < at - interval '10 minutes';
  end if;
  return wait;
end $$;
revoke execute on function xueye.admit(text[], integer[], timestamptz) from public;
grant execute on function xueye.admit(text[], integer[], timestamptz) to xueye_app;
