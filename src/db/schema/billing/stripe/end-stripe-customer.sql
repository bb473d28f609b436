-- Hears that a customer was deleted at Stripe: no checkout and no portal is opened for it any more. Its
-- subscriptions end by news of their own.
create or replace function private.end_stripe_customer(customer text) returns text
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer, 0));
  insert into private.stripe_customers as c (customer_id, is_gone) values (customer, true)
  on conflict (customer_id) do update set is_gone = true where not c.is_gone;
  return case when found then 'applied' else 'stale' end;
end
$$;
revoke execute on function private.end_stripe_customer(text) from public;
grant execute on function private.end_stripe_customer(text) to service_role;
