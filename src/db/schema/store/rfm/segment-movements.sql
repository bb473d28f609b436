-- How many customers of a shop were in which segment at the end of one day and in which at the end of
-- another; null is none. The caller's own rights decide.
create or replace function private.segment_movements(shop uuid, first date, last date)
returns table ("from" public.customer_segment, "to" public.customer_segment, customers integer)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select b.segment, a.segment, count(*)::integer
    from private.segments_on(shop, first) b
    full join private.segments_on(shop, last) a using (customer_id)
    group by b.segment, a.segment order by b.segment, a.segment;
end
$$;
revoke execute on function private.segment_movements(uuid, date, date) from public;
grant execute on function private.segment_movements(uuid, date, date) to authenticated, service_role;
