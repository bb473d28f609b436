-- Forgets an address of a shop, but not what was said of it: its suppressions stay, as digests.
create or replace function private.forget_address(shop uuid, forgotten text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into private.forgotten_suppressions (shop_id, digest, reason, since)
  select s.shop_id, private.address_digest(shop, forgotten), s.reason, min(s.since)
  from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten)
  group by s.shop_id, s.reason
  on conflict do nothing;
  -- A customer who said so stays unsubscribed by their own row, which names nobody.
  insert into public.suppressions (shop_id, customer_id, reason, since)
  select s.shop_id, s.customer_id, s.reason, s.since from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten) and s.customer_id is not null
  on conflict do nothing;
  delete from public.suppressions s where s.shop_id = shop and s.address = lower(forgotten);
end
$$;
revoke execute on function private.forget_address(uuid, text) from public;
