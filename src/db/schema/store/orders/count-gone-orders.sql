-- Counts anew whose orders were removed, as when a shop is deleted.
create or replace function private.count_gone_orders() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.recount_customers(
    r.shop_id, array_agg(distinct r.customer_id) filter (where r.customer_id is not null)
  )
  from removed r group by r.shop_id
  having count(r.customer_id) > 0;
  return null;
end
$$;
revoke execute on function private.count_gone_orders() from public;
