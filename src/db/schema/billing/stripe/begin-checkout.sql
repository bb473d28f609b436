-- What the caller may open a checkout with: the price at which a plan is sold, and the customer that they
-- are at Stripe, if they are one; or why not. Who has a subscription that is not over changes it in the
-- portal: a second one would be paid as well.
create or replace function private.begin_checkout(
  wanted_plan text,
  wanted_interval text,
  out refusal text,
  out price_id text,
  out customer_id text,
  out email text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  if exists (
    select from private.stripe_subscriptions s
    where s.user_id = caller
      and s.status in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'other')
  ) then
    refusal := 'already_subscribed';
    return;
  end if;
  select case wanted_interval when 'month' then o.monthly_price_id else o.yearly_price_id end
  into price_id from private.stripe_products o
  where o.plan = wanted_plan and coalesce(o.monthly_price_id, o.yearly_price_id) is not null;
  if price_id is null then
    refusal := 'plan_not_sold';
    return;
  end if;
  customer_id := private.caller_customer();
  select u.email into email from public.users u
  where u.id = caller and u.email_verified_at is not null;
end
$$;
revoke execute on function private.begin_checkout(text, text) from public;
grant execute on function private.begin_checkout(text, text) to authenticated;
