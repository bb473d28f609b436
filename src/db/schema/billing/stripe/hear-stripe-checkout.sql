-- Hears that somebody has gone through a checkout of ours: whose the customer is, and nothing else, for a
-- plan comes with what is said of the subscription. Where nothing was said of that yet, and nothing is
-- in half a minute, Stripe is asked.
create or replace function private.hear_stripe_checkout(
  customer text,
  claimed uuid,
  subscription text,
  said_at timestamptz
) returns text
language plpgsql volatile set search_path = '' as $$
declare
  whose record;
begin
  select * into whose from private.hold_stripe_customer(customer, claimed);
  if whose.person is null then return 'ignored'; end if;
  if not exists (
    select from private.stripe_subscriptions s where s.subscription_id = subscription
  ) then
    perform private.ask_stripe(subscription, said_at, interval '30 seconds');
  end if;
  return 'applied';
end
$$;
revoke execute on function private.hear_stripe_checkout(text, uuid, text, timestamptz) from public;
grant execute on function private.hear_stripe_checkout(text, uuid, text, timestamptz)
  to service_role;
