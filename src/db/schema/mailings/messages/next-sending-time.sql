-- The first instant from one on at which something may be sent by the clock and calendar of a zone: not in
-- quiet hours, which may go past midnight (null: there are none), and on a weekday of the list (ISO, Monday
-- is 1; null: on all).
--
-- On a night on which clocks change it is quiet by either reading. What the wall shows counts: none of a
-- doubled hour is used that shows a quiet time, and what follows upon a skipped one is judged by what it
-- shows. So does how long it lasts: from the first time that the wall shows the beginning to the last time
-- that it shows the end (a skipped time is moved forward), so that no window opens in the midst of it.
create or replace function private.next_sending_time(
  at timestamptz, zone text, quiet_from time, quiet_until time, send_days smallint[]
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  result timestamptz := at;
  wall timestamp;
  quiet_end timestamptz;
begin
  -- Every pass goes on by a day or to the end of a night: more are never needed.
  for pass in 1..30 loop
    wall := result at time zone zone;
    quiet_end := private.mailing_quiet_end(result, zone, quiet_from, quiet_until);
    if quiet_end is not null then
      result := quiet_end;
    elsif extract(isodow from wall)::smallint <> all (send_days) then
      result := private.instant_of(wall::date + time '00:00' + interval '1 day', zone);
    else
      return result;
    end if;
  end loop;
  return result;
end
$$;
revoke execute on function private.next_sending_time(timestamptz, text, time, time, smallint[])
  from public;
grant execute on function private.next_sending_time(timestamptz, text, time, time, smallint[])
  to service_role;
