-- GCRA (ITU-T I.371): `burst` requests at once, given back evenly over the period. The row is written
-- only when the request is allowed, so a caller over the limit costs no write. The clock is read behind
-- the row's lock: whoever waited for it would otherwise be judged by an older time than those before.
create or replace function private.take_rate_limit(wanted_bucket text, burst integer, period_ms integer)
returns table (allowed boolean, retry_after_ms integer, remaining integer)
language plpgsql volatile security definer set search_path = '' as $$
declare
  period constant interval := make_interval(secs => period_ms / 1000.0);
  emission constant interval := period / burst;
  arrival timestamptz;
begin
  insert into private.rate_limits as r (bucket, arrival_at)
  values (wanted_bucket, clock_timestamp() + emission)
  on conflict (bucket) do update
  set arrival_at = greatest(r.arrival_at, clock_timestamp()) + emission
  where greatest(r.arrival_at, clock_timestamp()) + emission - period <= clock_timestamp()
  returning r.arrival_at into arrival;
  if found then
    -- The emission was rounded to a microsecond; a whole request must not fall below itself.
    return query select true, 0, greatest(0, floor(
      0.001 + extract(epoch from clock_timestamp() + period - arrival) / extract(epoch from emission)
    ))::integer;
    return;
  end if;
  select r.arrival_at into arrival from private.rate_limits r where r.bucket = wanted_bucket;
  return query select false, greatest(
    1, ceil(extract(epoch from arrival + emission - period - clock_timestamp()) * 1000)
  )::integer, 0;
end
$$;

revoke execute on function private.take_rate_limit(text, integer, integer) from public;
grant execute on function private.take_rate_limit(text, integer, integer) to service_role;
