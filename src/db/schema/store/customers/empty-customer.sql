-- Takes every word about a customer away, and makes them where they were not known, so that what comes
-- later finds that they are gone.
create or replace function private.empty_customer(shop uuid, customer_id bigint) returns void
language plpgsql set search_path = '' as $$
declare
  -- That they have, and that they had: what they said names them as well, and so does a mail.
  addresses constant text[] := array(
    select distinct lower(a.address) from public.customers c
    cross join lateral (
      select c.email
      union all select s.address from public.suppressions s
      where s.customer_id = c.id and s.shop_id = shop
      union all select m.address from public.message_logs m
      where m.customer_id = c.id and m.shop_id = shop
    ) a (address)
    where c.shop_id = shop and c.shopify_id = empty_customer.customer_id and a.address is not null
    order by 1
  );
begin
  delete from public.refused_topics r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
  insert into public.customers as c (shop_id, shopify_id) values (shop, customer_id)
  on conflict (shop_id, shopify_id) do update set
    email = null, first_name = null, last_name = null, phone = null, user_id = null,
    matched_by = null, email_consent = null, sms_consent = null, locale = null, timezone = null,
    shopify_group = null, shopify_created_at = null, shopify_updated_at = null,
    told_at = default, seen_at = default;
  -- What was said of their addresses outlives them.
  perform private.forget_address(shop, a.address) from unnest(addresses) a (address);
  delete from private.refused_matches r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
  delete from private.automation_events e using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and e.customer_id = c.id and e.shop_id = shop;
  delete from private.automation_entries e using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and e.customer_id = c.id and e.shop_id = shop;
  delete from public.customer_tags t using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and t.customer_id = c.id and t.shop_id = shop;
  -- That there was a message stays countable. What holds nothing of them stays as it is, for when a
  -- refusal was last touched tells whether it was there from the beginning.
  update public.message_logs m
  set address = null, details = '{}', error = null, provider_message_id = null
  from public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and m.customer_id = c.id and m.shop_id = shop
    and (m.details <> '{}' or num_nonnulls(m.address, m.error, m.provider_message_id) > 0);
end
$$;
revoke execute on function private.empty_customer(uuid, bigint) from public;
