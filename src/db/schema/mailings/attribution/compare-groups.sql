-- What an automation's messages brought: what was bought by whom they were planned for, against who was
-- held out. Shares that were held out are compared each for itself, since another share means another
-- time, where both groups have `least_customers`; their differences are weighted by who was treated.
-- The interval is Welch's, 95 %, with Student's quantile by its expansion (Abramowitz and Stegun
-- 26.7.5: four digits from 29 degrees of freedom on). It is conclusive where it does not hold zero and
-- `least_buyers` of those held out bought. Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.compare_groups(
  automation uuid, days integer, least_customers integer, least_buyers integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  z constant numeric := 1.959963984540054;
begin
  return (
    with sums as materialized (
      select * from private.group_sums(automation, days, at)
    ), strata as (
      select t.customers as n, t.customers / sum(t.customers) over () as weight,
        t.revenue / t.customers - h.revenue / h.customers as difference,
        t.error + h.error as error, h.buyers,
        t.error ^ 2 / (t.customers - 1) + h.error ^ 2 / (h.customers - 1) as spread
      from sums t join sums h using (percent)
      where not t.held_out and h.held_out and t.customers >= least_customers
        and h.customers >= least_customers
    ), combined as (
      select sum(s.n) as n, sum(s.buyers) as buyers, sum(s.weight * s.difference) as difference,
        sum(s.weight ^ 2 * s.error) as error, sum(s.weight ^ 4 * s.spread) as spread
      from strata s
    ), judged as (
      select c.n, c.buyers, c.difference, sqrt(c.error) * (
        z + (z ^ 3 + z) / (4 * f.freedom) + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * f.freedom ^ 2)
      ) as half
      from combined c
      -- Where nobody's sum differs, there is no interval.
      cross join lateral (select c.error ^ 2 / nullif(c.spread, 0) as freedom) f
    ), groups as (
      select s.held_out, jsonb_build_object(
        'customers', sum(s.customers), 'buyers', sum(s.buyers), 'orders', sum(s.orders),
        'revenue', round(sum(s.revenue), 4)::text,
        'per_customer', round(sum(s.revenue) / sum(s.customers), 4)::text
      ) as told
      from sums s group by s.held_out
    )
    select jsonb_build_object(
      'treated', (select g.told from groups g where not g.held_out),
      'held_out', (select g.told from groups g where g.held_out),
      'compared', coalesce(j.n, 0),
      'difference', round(j.difference, 4)::text,
      'low', round(j.difference - j.half, 4)::text,
      'high', round(j.difference + j.half, 4)::text,
      'revenue', round(j.n * j.difference, 4)::text,
      'revenue_low', round(j.n * (j.difference - j.half), 4)::text,
      'revenue_high', round(j.n * (j.difference + j.half), 4)::text,
      'conclusive', coalesce(abs(j.difference) > j.half and j.buyers >= least_buyers, false)
    )
    from judged j
  );
end
$$;
revoke execute on function private.compare_groups(uuid, integer, integer, integer, timestamptz) from public;
