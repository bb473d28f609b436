-- The instant at which clocks on the wall of a zone show a time, as RFC 5545 3.3.5 has it. A time in
-- the hour that is skipped moves forward by what is skipped, as Postgres has it too. A time that comes
-- twice is the first, where Postgres takes the second: so the offset of the day before is tried, and
-- counts if the wall shows the wanted time then.
create or replace function private.instant_of(wall timestamp, zone text) returns timestamptz
language plpgsql immutable set search_path = '' as $$
declare
  later constant timestamptz := wall at time zone zone;
  day_before constant timestamptz := later - interval '24 hours';
  earlier constant timestamptz :=
    (wall - ((day_before at time zone zone) - (day_before at time zone 'UTC'))) at time zone 'UTC';
begin
  return case when earlier at time zone zone = wall then least(earlier, later) else later end;
end
$$;

revoke execute on function private.instant_of(timestamp, text) from public;
grant execute on function private.instant_of(timestamp, text) to service_role;
