-- Forgets that somebody had an address of a shop, but not what was said of it: where nobody has it any
-- more its suppressions stay as digests, and where another customer has it, as those of the address alone.
create or replace function private.forget_address(shop uuid, forgotten text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  holders constant uuid[] := array(
    select c.id from public.customers c
    where c.shop_id = shop and lower(c.email collate "C") = lower(forgotten collate "C")
  );
begin
  -- A customer who said so stays unsubscribed by their own row, which names nobody.
  insert into public.suppressions (shop_id, customer_id, reason, since)
  select s.shop_id, s.customer_id, s.reason, s.since from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten)
    and s.customer_id is not null and s.customer_id <> all (holders)
  on conflict do nothing;
  if holders = '{}' then
    insert into private.forgotten_suppressions (shop_id, digest, reason, since)
    select s.shop_id, private.address_digest(shop, forgotten), s.reason, min(s.since)
    from public.suppressions s
    where s.shop_id = shop and s.address = lower(forgotten)
    group by s.shop_id, s.reason
    on conflict do nothing;
    delete from public.suppressions s where s.shop_id = shop and s.address = lower(forgotten);
    return;
  end if;
  insert into public.suppressions (shop_id, address, reason, since)
  select s.shop_id, s.address, s.reason, min(s.since) from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten) and s.customer_id <> all (holders)
  group by s.shop_id, s.address, s.reason
  on conflict do nothing;
  delete from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten) and s.customer_id <> all (holders);
end
$$;
revoke execute on function private.forget_address(uuid, text) from public;
