-- The caller's plan and the subscription that it comes from; a row for everybody who has an account.
create or replace function private.caller_subscription() returns table (
  plan text,
  subscription_status text,
  current_period_end timestamptz,
  cancel_at timestamptz,
  cancel_at_period_end boolean,
  has_portal boolean
)
language sql stable security definer set search_path = '' as $$
  select p.plan, p.subscription_status, s.current_period_end,
    coalesce(s.cancel_at, case when s.cancel_at_period_end then s.current_period_end end),
    coalesce(s.cancel_at_period_end, false),
    exists (
      select from private.stripe_customers c where c.user_id = p.user_id and not c.is_gone
    )
  from public.user_profiles p
  left join private.stripe_subscriptions s
    on s.subscription_id = p.stripe_subscription_id and s.user_id = p.user_id and not s.is_over
  where p.user_id = (select private.current_user_id())
$$;
revoke execute on function private.caller_subscription() from public;
grant execute on function private.caller_subscription() to authenticated;
