-- Scores a shop as of a day, today by default, and keeps it: scores, the history of segments, and the
-- run, whose row it returns. History only goes forward, so a day before that of the last run kept, or
-- one that is not here yet, is only computed, and the row's id is null. No row for an unknown shop.
-- `segments` is the segment of each triple of scores under `segment_order`.
create or replace function private.score_shop(
  shop uuid, as_of date, segment_order text, segments public.customer_segment[]
) returns setof public.rfm_runs
language plpgsql volatile security definer set search_path = '' as $$
declare
  today constant date := (
    select (now() at time zone s.timezone)::date from public.shops s
    where s.id = shop and s.deleted_at is null
    -- Held against a redaction that begins meanwhile.
    for key share
  );
  day constant date := coalesce(as_of, today);
  keep boolean;
begin
  if today is null then
    return;
  end if;
  -- One at a time, and no backfill meanwhile; deliveries do not ask for it.
  perform pg_advisory_xact_lock(hashtext('store'), hashtext(shop::text));
  keep := day <= today and not exists (
    select from public.rfm_runs r where r.shop_id = shop and r.as_of > day
  );
  return query select * from private.rfm_run(shop, day, segment_order, segments, keep);
end
$$;
revoke execute on function private.score_shop(uuid, date, text, public.customer_segment[]) from public;
grant execute on function private.score_shop(uuid, date, text, public.customer_segment[])
  to service_role;
