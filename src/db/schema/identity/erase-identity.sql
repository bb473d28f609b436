-- Removes a person's devices, the answers kept for their repeated requests, and what leads to them
-- at the payment provider. Their row in users is the caller's to empty, before all else.
create or replace function private.erase_identity(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.push_tokens where user_id = erased;
  delete from private.idempotency_keys
  where subject = (select u.subject from public.users u where u.id = erased);
  update public.user_profiles set stripe_customer_id = null, stripe_subscription_id = null
  where user_id = erased;
end
$$;
revoke execute on function private.erase_identity(uuid) from public;
