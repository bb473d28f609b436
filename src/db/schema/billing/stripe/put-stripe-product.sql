-- Says which plan a product of Stripe's stands for, and by which prices it is sold. Who has subscribed to
-- it has that plan from now on.
create or replace function private.put_stripe_product(
  product text,
  its_plan text,
  monthly text,
  yearly text
) returns setof private.stripe_products
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  return query
    insert into private.stripe_products as o (product_id, plan, monthly_price_id, yearly_price_id)
    values (product, its_plan, monthly, yearly)
    on conflict (product_id) do update
    set plan = excluded.plan, monthly_price_id = excluded.monthly_price_id,
      yearly_price_id = excluded.yearly_price_id
    returning o.*;
  perform private.follow_stripe_plan(s.user_id) from (
    select distinct s.user_id from private.stripe_subscriptions s
    where product = any (s.product_ids) and s.user_id is not null order by s.user_id
  ) s;
end
$$;
revoke execute on function private.put_stripe_product(text, text, text, text) from public;
grant execute on function private.put_stripe_product(text, text, text, text) to service_role;
