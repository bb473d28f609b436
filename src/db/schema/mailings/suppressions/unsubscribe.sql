-- Unsubscribes who has this token from all mailings of their shop, at an instant: the customer, whatever
-- address they have later, and the address, whosever it is later. Again changes nothing. A door of its
-- own, opened by the token alone; false for one that leads to nobody. The customer is held as the claim
-- of a message holds them, so that nothing is handed over once this has answered.
create or replace function private.unsubscribe(token text, at timestamptz default now())
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  who constant uuid := private.customer_of_token(token);
  customer public.customers;
begin
  select c.* into customer from public.customers c where c.id = who for no key update;
  if not found then
    return false;
  end if;
  insert into public.suppressions (shop_id, address, customer_id, reason, since)
  values (customer.shop_id, lower(customer.email), customer.id, 'unsubscribed', at)
  on conflict do nothing;
  return true;
end
$$;
revoke execute on function private.unsubscribe(text, timestamptz) from public;
grant execute on function private.unsubscribe(text, timestamptz) to anon, authenticated;
