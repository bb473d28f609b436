-- Takes back that a customer unsubscribed, and nothing else: what the provider said of an address stays,
-- and so does what anybody else said of it, or a customer could open another's mailbox by taking their
-- address.
create or replace function private.resubscribe(customer public.customers) returns void
language sql volatile set search_path = '' as $$
  delete from public.suppressions s
  where s.shop_id = customer.shop_id and s.customer_id = customer.id and s.reason = 'unsubscribed';
$$;
revoke execute on function private.resubscribe(public.customers) from public;
