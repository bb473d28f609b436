-- When quiet hours that hold at an instant end, by the clock of a zone; null where none hold. They may go
-- past midnight. Both ends are instants first (`private.instant_of`), so that a night on which clocks
-- change is as long as it is.
create or replace function private.quiet_end(
  at timestamptz, zone text, quiet_from time, quiet_until time
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  today constant date := (at at time zone zone)::date;
begin
  return (
    select max(ends) from unnest(array[today - 1, today]) day
    cross join lateral (
      select private.instant_of(day + quiet_from, zone) as starts,
        private.instant_of(
          day + quiet_until + case when quiet_until < quiet_from then interval '1 day' else '0' end, zone
        ) as ends
    ) span
    where starts <= at and at < ends
  );
end
$$;
revoke execute on function private.quiet_end(timestamptz, text, time, time) from public;
