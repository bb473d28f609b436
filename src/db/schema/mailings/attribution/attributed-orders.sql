-- What was bought upon an automation's messages: an order belongs to the last message that reached its
-- customer before it, whichever automation sent that, and counts if it came within so many days of 24
-- hours, the first instant included and the last not. So one order counts for one message. Orders in
-- another currency than the shop's are counted apart. Asks nobody who they are; `at` is what the time
-- is taken to be.
create or replace function private.attributed_orders(
  automation uuid, days integer, at timestamptz
) returns table (
  messages integer, customers integer, orders integer, revenue numeric,
  orders_in_other_currency integer
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  shop constant public.shops := (
    select s from public.shops s join public.automations a on a.shop_id = s.id
    where a.id = automation
  );
  span constant interval := make_interval(hours => 24 * days);
begin
  return query
    with reached as not materialized (
      select m.id, m.automation_id, m.customer_id, m.sent_at
      from public.message_logs m
      where m.shop_id = shop.id and m.status in ('sent', 'delivered', 'complained')
        and m.sent_at <= at
    ), ours as materialized (
      select distinct r.customer_id from reached r where r.automation_id = automation
    ), touches as (
      select r.*, lead(r.sent_at) over (partition by r.customer_id order by r.sent_at, r.id) as next
      from reached r join ours using (customer_id)
    )
    select count(distinct t.id)::integer, count(distinct t.customer_id)::integer,
      (count(o.id) filter (where o.currency = shop.currency))::integer,
      coalesce(sum(o.value) filter (where o.currency = shop.currency), 0),
      (count(o.id) filter (where o.currency <> shop.currency))::integer
    from touches t
    left join public.orders o on o.customer_id = t.customer_id and o.shop_id = shop.id
      and o.value is not null and o.placed_at >= t.sent_at and o.placed_at <= at
      and o.placed_at < least(t.next, t.sent_at + span)
    where t.automation_id = automation;
end
$$;
revoke execute on function private.attributed_orders(uuid, integer, timestamptz) from public;
