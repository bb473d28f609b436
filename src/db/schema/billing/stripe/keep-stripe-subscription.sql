-- Writes what was said of a subscription, if it is newer than what is known, and makes the person's plan
-- follow. What is there in the end does not depend on the order in which things were said, nor on how
-- often: it is what was said last by (is_over, said_at, said_rank, said_by). A subscription that is over
-- stays over; `created` comes in whole seconds; of one second the event that makes it and the status it
-- begins with are the earliest; ids of events are no order at all, and only make the outcome the same
-- every time. So where two of one rank differ, only Stripe knows: the subscription is in doubt until the
-- job has asked (`said_by` of its answer is above every event's). Answers `applied`, `stale`, `kept`
-- (nobody is known for the customer) or `ignored` (who was erased).
create or replace function private.keep_stripe_subscription(news jsonb, claimed uuid)
returns text
language plpgsql volatile set search_path = '' as $$
declare
  said private.stripe_subscriptions := jsonb_populate_record(
    null::private.stripe_subscriptions, news
  );
  known private.stripe_subscriptions;
  whose record;
begin
  select * into whose from private.hold_stripe_customer(said.customer_id, claimed);
  if whose.erased then return 'ignored'; end if;
  select * into known from private.stripe_subscriptions s
  where s.subscription_id = said.subscription_id for update;
  said.user_id := coalesce(known.user_id, whose.person);
  said.in_doubt := false;
  if known.subscription_id is not null then
    if (said.is_over, said.said_at, said.said_rank) = (known.is_over, known.said_at, known.said_rank)
    then
      said.in_doubt := known.in_doubt
        or (said.status, said.product_ids, said.current_period_end, said.cancel_at,
            said.cancel_at_period_end)
          is distinct from (known.status, known.product_ids, known.current_period_end,
            known.cancel_at, known.cancel_at_period_end);
      if said.said_by collate "C" <= known.said_by collate "C" then
        if said.in_doubt = known.in_doubt then return 'stale'; end if;
        known.in_doubt := true;
        said := known;
      end if;
    elsif (said.is_over, said.said_at, said.said_rank)
      < (known.is_over, known.said_at, known.said_rank)
    then
      return 'stale';
    end if;
  end if;
  insert into private.stripe_subscriptions as s (
    subscription_id, customer_id, user_id, status, is_over, product_ids, current_period_end,
    cancel_at, cancel_at_period_end, started_at, said_at, said_rank, said_by, in_doubt
  ) values (
    said.subscription_id, said.customer_id, said.user_id, said.status, said.is_over,
    said.product_ids, said.current_period_end, said.cancel_at, said.cancel_at_period_end,
    said.started_at, said.said_at, said.said_rank, said.said_by, said.in_doubt
  )
  on conflict (subscription_id) do update
  set customer_id = excluded.customer_id, user_id = excluded.user_id, status = excluded.status,
    is_over = excluded.is_over, product_ids = excluded.product_ids,
    current_period_end = excluded.current_period_end, cancel_at = excluded.cancel_at,
    cancel_at_period_end = excluded.cancel_at_period_end, started_at = excluded.started_at,
    said_at = excluded.said_at, said_rank = excluded.said_rank, said_by = excluded.said_by,
    in_doubt = excluded.in_doubt;
  if said.in_doubt then
    perform private.ask_stripe(said.subscription_id, said.said_at, interval '2 seconds');
  end if;
  if said.user_id is null then return 'kept'; end if;
  perform private.follow_stripe_plan(said.user_id);
  return 'applied';
end
$$;
revoke execute on function private.keep_stripe_subscription(jsonb, uuid) from public;
grant execute on function private.keep_stripe_subscription(jsonb, uuid) to service_role;
