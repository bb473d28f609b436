-- Takes back that a customer unsubscribed, and nothing else: what the provider said of an address stays,
-- and so does that another customer, who had the address before, unsubscribed.
create or replace function private.resubscribe(customer public.customers) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from public.suppressions s
  where s.shop_id = customer.shop_id and s.reason = 'unsubscribed' and (
    s.customer_id = customer.id
    or s.address = lower(customer.email) and (s.customer_id is null or exists (
      select from public.suppressions o
      where o.customer_id = s.customer_id and o.shop_id = s.shop_id
        and o.address is null and o.reason = 'unsubscribed'
    ))
  );
  update public.suppressions s set address = null
  where s.shop_id = customer.shop_id and s.reason = 'unsubscribed'
    and s.address = lower(customer.email);
end
$$;
revoke execute on function private.resubscribe(public.customers) from public;
