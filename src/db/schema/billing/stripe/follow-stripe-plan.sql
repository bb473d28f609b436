-- Makes a person's plan and status follow from all their subscriptions: of those in force (also while
-- Stripe tries again to collect) the one whose plan allows most, or else the one that was heard of last.
-- A subscription of a product that stands for no plan is one, and gives none.
create or replace function private.follow_stripe_plan(person uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- One after the other, so that each sees what the others have written of this person.
  perform from public.user_profiles p where p.user_id = person for update;
  update public.user_profiles p
  set plan = coalesce(best.plan, 'free'), subscription_status = best.status,
    stripe_customer_id = best.customer_id, stripe_subscription_id = best.subscription_id
  from (
    select s.status, s.customer_id, s.subscription_id, given.plan
    from private.stripe_subscriptions s
    cross join lateral (select s.status in ('trialing', 'active', 'past_due') as holds) force
    left join lateral (
      select q.plan, q.agent_requests
      from private.stripe_products o join private.plan_quotas q on q.plan = o.plan
      where o.product_id = any (s.product_ids) and force.holds
      order by q.agent_requests desc, q.plan desc limit 1
    ) given on true
    where s.user_id = person
    order by given.agent_requests desc nulls last, given.plan desc nulls last, force.holds desc,
      s.is_over, case when force.holds then s.current_period_end end desc nulls last,
      s.said_at desc, s.started_at desc, s.subscription_id collate "C" desc
    limit 1
  ) best
  where p.user_id = person
    and (p.plan, p.subscription_status, p.stripe_customer_id, p.stripe_subscription_id)
      is distinct from
        (coalesce(best.plan, 'free'), best.status, best.customer_id, best.subscription_id);
end
$$;
revoke execute on function private.follow_stripe_plan(uuid) from public;
grant execute on function private.follow_stripe_plan(uuid) to service_role;
