-- The customer that the caller is at Stripe: the one of the subscription that their plan comes from, or
-- else the last one. Null for who is none. No argument says whose: it opens the portal.
create or replace function private.caller_customer() returns text
language sql stable security definer set search_path = '' as $$
  select c.customer_id
  from private.stripe_customers c join public.user_profiles p on p.user_id = c.user_id
  where c.user_id = (select private.current_user_id()) and not c.is_gone
  order by c.customer_id = p.stripe_customer_id desc nulls last, c.created_at desc,
    c.customer_id desc
  limit 1
$$;
revoke execute on function private.caller_customer() from public;
grant execute on function private.caller_customer() to authenticated;
