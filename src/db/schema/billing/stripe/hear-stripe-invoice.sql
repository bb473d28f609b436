-- Hears how an invoice of a subscription stands. It never decides a plan: the subscription's own status
-- does. Where the two do not go together, and nothing newer was said, Stripe is asked.
create or replace function private.hear_stripe_invoice(
  subscription text,
  is_paid boolean,
  said_at timestamptz
) returns text
language plpgsql volatile set search_path = '' as $$
begin
  if exists (
    select from private.stripe_subscriptions s
    where s.subscription_id = subscription
      and (
        s.is_over or s.said_at > hear_stripe_invoice.said_at
        or is_paid and s.status in ('active', 'trialing')
        or not is_paid and s.status not in ('active', 'trialing')
      )
  ) then
    return 'ignored';
  end if;
  perform private.ask_stripe(subscription, said_at, interval '30 seconds');
  return 'applied';
end
$$;
revoke execute on function private.hear_stripe_invoice(text, boolean, timestamptz) from public;
grant execute on function private.hear_stripe_invoice(text, boolean, timestamptz) to service_role;
