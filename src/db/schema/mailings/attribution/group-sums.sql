-- What customers bought who were to get an automation's messages, and who were held out: a row for each
-- share that was held out and each of the two groups; `error` is that of the mean, squared. Everybody
-- counts by what was decided for them when they were first planned for, whatever came of the message,
-- and whether they bought or not; who would have been refused anyway is in neither group. Orders in the
-- shop's currency count from that instant on for so many days of 24 hours, and only of customers whose
-- days are over. Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.group_sums(automation uuid, days integer, at timestamptz)
returns table (
  percent integer, held_out boolean, customers numeric, buyers numeric, orders numeric,
  revenue numeric, error numeric
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  span constant interval := make_interval(hours => 24 * days);
begin
  return query
    with firsts as materialized (
      select distinct on (m.customer_id) m.customer_id, m.shop_id, m.planned_for as since,
        m.status = 'held_out' as held_out, v.hold_out_percent as percent
      from public.message_logs m
      join public.automation_versions v on v.id = m.version_id
        and v.automation_id = m.automation_id and v.shop_id = m.shop_id
      where m.automation_id = automation and v.hold_out_percent > 0
        -- Not who was refused at once; who was refused later had been in a group by then.
        and (m.status <> 'refused' or m.updated_at > m.created_at)
      order by m.customer_id, m.planned_for, m.id
    ), spent as (
      select f.percent, f.held_out, count(o.id) as orders, coalesce(sum(o.value), 0) as revenue
      from firsts f
      join public.shops s on s.id = f.shop_id
      left join public.orders o on o.customer_id = f.customer_id and o.shop_id = f.shop_id
        and o.value is not null and o.currency = s.currency
        and o.placed_at >= f.since and o.placed_at < f.since + span
      where f.since + span <= at
      group by f.customer_id, f.percent, f.held_out
    )
    -- In numeric, because the sums of squares of floats would cancel out.
    select s.percent, s.held_out, count(*)::numeric, (count(*) filter (where s.orders > 0))::numeric,
      sum(s.orders), sum(s.revenue),
      (sum(s.revenue * s.revenue) - sum(s.revenue) * sum(s.revenue) / count(*))
        / nullif(count(*) - 1, 0) / count(*)
    from spent s group by s.percent, s.held_out;
end
$$;
revoke execute on function private.group_sums(uuid, integer, timestamptz) from public;
