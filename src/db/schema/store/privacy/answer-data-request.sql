-- Gathers all that is held of the customer who asked, where the shop's managers find it: bounded, newest
-- first, and saying how much was left out. Amounts and ids are text, as everywhere in JSON.
create or replace function private.answer_data_request(request uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  asked public.privacy_requests;
  customer public.customers;
  most constant integer := 10000;
  gathered jsonb;
begin
  select r.* into asked from public.privacy_requests r
  where r.id = request and r.kind = 'data_request' and r.status = 'open' for update;
  if not found then return false; end if;
  select c.* into customer from public.customers c
  where c.shop_id = asked.shop_id and c.shopify_id = asked.customer_shopify_id
    and c.redacted_at is null;
  if found then
    gathered := jsonb_build_object(
      'customer', to_jsonb(customer)
        - '{id,shop_id,user_id,matched_by,observed_at,redacted_at,created_at,updated_at}'::text[]
        || jsonb_build_object('shopify_id', customer.shopify_id::text),
      'sums', (
        select to_jsonb(t) - '{customer_id,shop_id}'::text[]
          || jsonb_build_object('total_spent', t.total_spent::text)
        from public.customer_stats t
        where t.customer_id = customer.id
      ),
      'segments', (
        select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (
          select m."from", m."to", m.rfm, m.as_of from public.segment_changes m
          where m.customer_id = customer.id
          order by m.as_of desc, m.created_at desc limit most
        ) s
      ),
      'orders', (
        select coalesce(jsonb_agg(to_jsonb(o)), '[]') from (
          select d.shopify_id::text as shopify_id, d.order_number,
            d.total_price::text as total_price, d.refunded::text as refunded, d.currency,
            d.financial_status, d.placed_at, d.cancelled_at, d.deleted_at
          from public.orders d
          where d.customer_id = customer.id
          order by d.placed_at desc, d.id desc limit most
        ) o
      ),
      'orders_left_out', (
        select greatest(count(*) - most, 0) from public.orders d
        where d.customer_id = customer.id
      ),
      'messages', (
        select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (
          select l.channel, l.status, l.reason, l.address, l.details, l.planned_for, l.sent_at
          from public.message_logs l
          where l.customer_id = customer.id
          order by l.planned_for desc, l.id desc limit most
        ) m
      ),
      'messages_left_out', (
        select greatest(count(*) - most, 0) from public.message_logs l
        where l.customer_id = customer.id
      ),
      'tags', (
        select coalesce(jsonb_agg(t.tag order by t.tag), '[]') from public.customer_tags t
        where t.customer_id = customer.id
      ),
      'refused_topics', (
        select coalesce(jsonb_agg(r.topic order by r.topic), '[]') from public.refused_topics r
        where r.customer_id = customer.id
      ),
      'suppressions', (
        select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (
          select p.address, p.reason, p.since from public.suppressions p
          where p.shop_id = customer.shop_id
            and (p.customer_id = customer.id or p.address = lower(customer.email))
          order by p.since, p.id
        ) s
      )
    );
  end if;
  update public.privacy_requests
  set status = 'done', done_at = now(), data = coalesce(gathered, '{"customer": null}')
  where id = request;
  return true;
end
$$;
revoke execute on function private.answer_data_request(uuid) from public;
grant execute on function private.answer_data_request(uuid) to service_role;
