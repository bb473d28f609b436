-- When quiet hours of mailings that hold at an instant end; null where none hold. See
-- `private.next_sending_time` for what counts on a night on which clocks change.
create or replace function private.mailing_quiet_end(
  at timestamptz, zone text, quiet_from time, quiet_until time
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  wall constant timestamp := at at time zone zone;
  past_midnight constant boolean := quiet_until < quiet_from;
  -- The day on which a night begins that could hold now: where it goes past midnight and that is over,
  -- the day before.
  shown_quiet constant boolean := case when past_midnight
    then wall::time >= quiet_from or wall::time < quiet_until
    else wall::time >= quiet_from and wall::time < quiet_until
  end;
begin
  if quiet_from is null then return null; end if;
  return (
    select max(span.ends) from (values (wall::date - 1), (wall::date)) night (day)
    cross join lateral (
      select private.instant_of(night.day + quiet_from, zone) as starts,
        -- Of a time that comes twice Postgres takes the second.
        (night.day + past_midnight::integer + quiet_until) at time zone zone as ends
    ) span
    where span.starts <= at and at < span.ends
      or shown_quiet and night.day = wall::date
        - (past_midnight and wall::time < quiet_until)::integer
  );
end
$$;
revoke execute on function private.mailing_quiet_end(timestamptz, text, time, time) from public;
grant execute on function private.mailing_quiet_end(timestamptz, text, time, time) to service_role;
