-- Has Stripe asked how a subscription stands, once for what was said at that instant, and not before the
-- second of it is over: what happens in the second of an answer is in doubt again. What may wait longer
-- keeps nobody waiting who must know sooner.
create or replace function private.ask_stripe(subscription text, said_at timestamptz, after interval)
returns void
language sql volatile set search_path = '' as $$
  select private.enqueue_job(
    'refresh_stripe_subscription', jsonb_build_object('subscription_id', subscription),
    concat_ws(
      ' ', subscription, extract(epoch from said_at)::bigint, extract(epoch from after)::bigint
    ), null,
    date_trunc('milliseconds', clock_timestamp() + after)
  )
$$;
revoke execute on function private.ask_stripe(text, timestamptz, interval) from public;
grant execute on function private.ask_stripe(text, timestamptz, interval) to service_role;
