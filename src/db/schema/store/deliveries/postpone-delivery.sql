-- Notes a delivery and leaves it to a job, with what was read of it.
create or replace function private.postpone_delivery(
  delivered_shop uuid,
  delivered_topic text,
  delivered_event text,
  delivered_triggered_at timestamptz,
  delivered_body jsonb,
  about_customer bigint
) returns setof uuid
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  perform from private.note_delivery(
    delivered_shop, delivered_topic, delivered_event, delivered_triggered_at
  );
  if not found then return; end if;
  insert into private.postponed_deliveries (shop_id, topic, event_id, body, customer_shopify_id)
  values (delivered_shop, delivered_topic, delivered_event, delivered_body, about_customer);
  perform private.enqueue_job(
    'apply_delivery',
    jsonb_build_object(
      'shop_id', delivered_shop, 'topic', delivered_topic, 'event_id', delivered_event
    )
  );
  return next delivered_shop;
end
$$;
revoke execute on function private.postpone_delivery(uuid, text, text, timestamptz, jsonb, bigint)
  from public;
grant execute on function private.postpone_delivery(uuid, text, text, timestamptz, jsonb, bigint)
  to service_role;
