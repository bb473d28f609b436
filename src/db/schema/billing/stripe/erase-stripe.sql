-- Removes what leads to a person at Stripe, and has Stripe forget them: deleting a customer ends its
-- subscriptions at once, so that nobody pays for an account that is gone.
create or replace function private.erase_stripe(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'forget_stripe_customer', jsonb_build_object('customer_id', c.customer_id), c.customer_id
  )
  from private.stripe_customers c where c.user_id = erased and not c.is_gone;
  delete from private.stripe_subscriptions s where s.user_id = erased;
  delete from private.stripe_customers c where c.user_id = erased;
end
$$;
revoke execute on function private.erase_stripe(uuid) from public;
