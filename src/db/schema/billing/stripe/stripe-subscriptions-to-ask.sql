-- Subscriptions of which Stripe is to be asked: in doubt for a while, or not over a day after what was
-- paid for has ended, so that its news never came.
create or replace function private.stripe_subscriptions_to_ask(at timestamptz, most integer)
returns setof text
language sql stable rows 500 set search_path = '' as $$
  (
    select s.subscription_id from private.stripe_subscriptions s
    where s.in_doubt and s.said_at < at - interval '10 minutes' limit most
  )
  union
  (
    select s.subscription_id from private.stripe_subscriptions s
    where not s.is_over and s.current_period_end < at - interval '1 day'
      and s.updated_at < at - interval '1 day'
    order by s.current_period_end limit most
  )
  limit most
$$;
revoke execute on function private.stripe_subscriptions_to_ask(timestamptz, integer) from public;
grant execute on function private.stripe_subscriptions_to_ask(timestamptz, integer)
  to service_role;
