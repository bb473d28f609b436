-- The start of the metering period in which an instant lies. Not anchored at the sign-up, because
-- anniversaries drift (31 January, 28 February, 28 March).
create or replace function private.usage_period(instant timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return date_trunc('month', instant, 'UTC');
end
$$;

revoke execute on function private.usage_period(timestamptz) from public;
