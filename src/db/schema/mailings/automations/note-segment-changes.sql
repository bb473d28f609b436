-- Notes changes of segments for automations that wait for one.
create or replace function private.note_segment_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Asked once a shop, not once a row.
  with w as materialized (
    select s.shop_id, private.awaited_since(s.shop_id, 'segment_changed') as since
    from (select distinct n.shop_id from added n) s
  )
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select a.shop_id, a.customer_id, 'segment_changed', 'segment:' || a.id, a.created_at,
    jsonb_strip_nulls(jsonb_build_object('previous_segment', a."from", 'segment', a."to"))
  from w
  join added a on a.shop_id = w.shop_id and a.created_at >= w.since
  where w.since is not null;
  return null;
end
$$;
revoke execute on function private.note_segment_changes() from public;
