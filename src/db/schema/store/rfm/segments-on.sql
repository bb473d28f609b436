-- The segment of each customer of a shop at the end of a day, as its history tells it; who had none is
-- not among them. Runs are kept in the order of their days. The caller's own rights decide.
create or replace function private.segments_on(shop uuid, day date)
returns table (customer_id uuid, segment public.customer_segment)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select last.customer_id, last."to" from (
      select distinct on (c.customer_id) c.customer_id, c."to" from public.segment_changes c
      where c.shop_id = shop and c.as_of <= day
      order by c.customer_id, c.as_of desc, c.created_at desc
    ) last where last."to" is not null;
end
$$;
revoke execute on function private.segments_on(uuid, date) from public;
grant execute on function private.segments_on(uuid, date) to authenticated, service_role;
