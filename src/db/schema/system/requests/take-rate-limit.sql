-- GCRA (ITU-T I.371): `burst` requests at once, given back evenly over the period. The row is written
-- only when the request is allowed, so a caller over the limit costs no write. The clock is read behind
-- the row's lock: whoever waited for it would otherwise be judged by an older time than those before.
-- The bucket is the caller's own: nobody can empty, or fill, another's.
create or replace function private.take_rate_limit(limit_name text, burst integer, period_ms integer)
returns table (allowed boolean, retry_after_ms integer, remaining integer)
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims constant jsonb := private.caller_claims();
  own_bucket constant text := jsonb_build_array(limit_name, claims -> 'iss', claims -> 'sub');
  period constant interval := make_interval(secs => period_ms / 1000.0);
  emission constant interval := period / burst;
  arrival timestamptz;
begin
  if claims is null then
    raise exception 'no claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  if limit_name !~ '^[a-z_]{1,30}$' then
    raise exception 'not the name of a limit' using errcode = 'invalid_parameter_value';
  end if;
  insert into private.rate_limits as r (bucket, arrival_at)
  values (own_bucket, clock_timestamp() + emission)
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
  select r.arrival_at into arrival from private.rate_limits r where r.bucket = own_bucket;
  return query select false, greatest(
    1, ceil(extract(epoch from arrival + emission - period - clock_timestamp()) * 1000)
  )::integer, 0;
end
$$;

revoke execute on function private.take_rate_limit(text, integer, integer) from public;
grant execute on function private.take_rate_limit(text, integer, integer) to authenticated;
