-- Notes that Shopify delivered something, and answers the shop if it is news: the ledger row and the
-- effect, which follows in the same statement, commit together. A repeat answers nothing, and so does a
-- shop that is gone. Of a delivery that could not be read the next one like it is news again. From here
-- on the transaction waits 0.3 seconds for a lock: it takes five at most, and the answer is due.
create or replace function private.note_delivery(
  delivered_shop uuid,
  delivered_topic text,
  delivered_event text,
  delivered_triggered_at timestamptz,
  delivered_problem text default null
) returns setof uuid
language plpgsql volatile rows 1 set search_path = '' as $$
declare
  patience constant text := set_config('lock_timeout', '300ms', true);
begin
  insert into private.shopify_deliveries as d (shop_id, topic, event_id, triggered_at, problem)
  select s.id, delivered_topic, delivered_event, delivered_triggered_at, delivered_problem
  -- Held against a redaction of the shop that begins meanwhile.
  from public.shops s where s.id = delivered_shop and s.deleted_at is null for key share
  on conflict (shop_id, topic, event_id) do update set problem = excluded.problem
  where d.problem is not null;
  if found then return next delivered_shop; end if;
end
$$;
revoke execute on function private.note_delivery(uuid, text, text, timestamptz, text) from public;
grant execute on function private.note_delivery(uuid, text, text, timestamptz, text)
  to service_role;
