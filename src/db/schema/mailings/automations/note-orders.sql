-- Notes new orders for automations that wait for one, unless they were placed before: an import of old
-- orders says nothing. What is cancelled by the time it is told was never placed.
create or replace function private.note_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- An upsert that only updates comes here as well.
  if not exists (select from added) then
    return null;
  end if;
  -- Asked once a shop, not once a row.
  with w as materialized (
    select s.shop_id, t.trigger, private.awaited_since(s.shop_id, t.trigger) as since
    from (select distinct n.shop_id from added n) s
    cross join unnest('{order_placed,first_purchase}'::public.trigger_type[]) t (trigger)
  )
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select a.shop_id, a.customer_id, w.trigger,
    case w.trigger when 'order_placed' then 'order:' || a.id else 'first_purchase' end,
    a.placed_at,
    jsonb_build_object(
      'order_id', a.id, 'order_number', a.order_number, 'order_total', a.total_price::text,
      'order_currency', a.currency
    )
  from w
  join added a on a.shop_id = w.shop_id and a.placed_at >= w.since
  where w.since is not null and a.customer_id is not null and a.cancelled_at is null
    and a.deleted_at is null and a.financial_status not in ('voided', 'expired');
  return null;
end
$$;
revoke execute on function private.note_orders() from public;
