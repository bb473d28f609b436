-- Scores a shop's customers as of a day and sums up their segments; with `keep`, it also writes the
-- scores that are not what they were, and every change of segment. Asks nobody who they are.
--
-- The boundaries are R's quantiles of type 7 at 20, 40, 60 and 80 %, plus one unit, and exact: the
-- quantile j/5 of n values is v[k] + part/5 * (v[k+1] - v[k]), where k and part are (n-1)*j divided by 5
-- and what remains; the elements themselves are found by one sort of each score's values. A value at or
-- above a boundary belongs to the higher bin, so that equal values share a score.
--
-- `segments` holds the segment of each triple of scores, from 1 1 1 to 5 5 5. Who ordered nothing
-- that counts has no score and no segment. A delivery that changes sums meanwhile is not waited for by
-- anybody: its customer is scored as they are when their row is reached.
create or replace function private.compute_rfm(
  shop uuid, as_of date, segments public.customer_segment[], keep boolean
) returns public.rfm_runs
language plpgsql volatile set search_path = '' set plan_cache_mode = force_custom_plan
-- Shops of all sizes come by one connection. Values are sorted in memory. The shop's time zone is put
-- below, for this function alone: naming it in each conversion costs more than all of scoring.
set work_mem = '64MB' set timezone = 'UTC' as $$
declare
  facts constant public.shops := (select s from public.shops s where s.id = shop);
  until constant timestamptz := private.instant_of((as_of + 1)::timestamp, facts.timezone);
  -- The sums as they are kept, or, where later orders are in them, as they were on that day.
  source text := 'public.customer_stats';
  latest timestamptz;
  r constant text := '(5 - width_bucket($2 - v.last_order_at::date, $5))::smallint';
  f constant text := '(1 + width_bucket(nullif(v.orders_count, 0), $6))::smallint';
  m constant text :=
    '(1 + case when v.orders_count > 0 then width_bucket(v.total_spent, $7) end)::smallint';
  sums constant text := 'count(*) as customers, sum(v.orders_count) as orders, '
    'sum(v.total_spent) as revenue';
  report constant text := $sql$
    select coalesce(jsonb_agg(jsonb_build_object(
      'segment', t.segment, 'customers', t.customers, 'orders', t.orders, 'revenue', t.revenue::text
    ) order by t.segment), '[]')
    from (
      select h.segment, sum(h.customers) as customers, sum(h.orders) as orders,
        sum(h.revenue) as revenue
      from held h where h.segment is not null group by h.segment
    ) t
  $sql$;
  days integer[];
  counts integer[];
  unsettled boolean;
  run public.rfm_runs;
begin
  perform set_config('timezone', facts.timezone, true);
  loop
    execute format($sql$
      with held as materialized (
        select v.segment, v.rfm_r as r, v.rfm_f as f, v.rfm_m as m, %2$s,
          max(v.last_order_at) as latest
        from %1$s v where v.shop_id = $1 and v.orders_count > 0 group by 1, 2, 3, 4
      ), ranks as materialized (
        select n, j, (n - 1) * j / 5 + 1 as low, least((n - 1) * j / 5 + 2, n) as high,
          (n - 1) * j %% 5 as part
        from (select sum(h.customers)::bigint as n from held h) size, generate_series(1, 4) j
        where n > 0
      ), wanted as materialized (
        select array_agg((rank - 0.5) / n order by j, rank)::float8[] as shares
        from (select n, j, low as rank from ranks union all select n, j, high from ranks) k
      ), found as materialized (
        select
          percentile_disc((select shares from wanted))
            within group (order by $2 - v.last_order_at::date) as days,
          percentile_disc((select shares from wanted)) within group (order by v.orders_count) as counts,
          percentile_disc((select shares from wanted)) within group (order by v.total_spent) as spent
        from %1$s v where v.shop_id = $1 and v.orders_count > 0
      ), bounds as (
        select
          array_agg(0.2 * (5 * (days[2 * j - 1] + 1) + part * (days[2 * j] - days[2 * j - 1]))
            order by j) as recency,
          array_agg(0.2 * (5 * (counts[2 * j - 1] + 1) + part * (counts[2 * j] - counts[2 * j - 1]))
            order by j) as frequency,
          array_agg(0.2 * (5 * (spent[2 * j - 1] + 1) + part * (spent[2 * j] - spent[2 * j - 1]))
            order by j) as monetary
        from ranks cross join found
      )
      select coalesce(b.recency, '{}'), coalesce(b.frequency, '{}'), coalesce(b.monetary, '{}'),
        (select coalesce(sum(h.customers), 0) from held h),
        (select max(h.latest) from held h), (%3$s),
        exists (
          select from held h where h.segment is distinct from $3[25 * h.r + 5 * h.f + h.m - 30]
        )
      from bounds b
    $sql$, source, sums, report)
    into run.recency, run.frequency, run.monetary, run.customers, latest, run.segments,
      unsettled
    using shop, as_of, segments, until;
    exit when latest is null or latest < until;
    source := 'private.sums_on($1, $4)';
  end loop;
  days := array(select ceil(b)::integer from unnest(run.recency) b);
  counts := array(select ceil(b)::integer from unnest(run.frequency) b);

  if not keep then
    execute format($sql$
      with held as (
        select $3[25 * v.r + 5 * v.f + v.m - 30] as segment, %2$s
        from (select v.*, %4$s as r, %5$s as f, %6$s as m from %1$s v where v.shop_id = $1 offset 0) v
        where v.orders_count > 0 group by 1
      ) %3$s
    $sql$, source, sums, report, r, f, m)
    into run.segments using shop, as_of, segments, until, days, counts, run.monetary;
    return run;
  end if;

  execute format($sql$
    update public.customer_stats %7$s
    set rfm_r = %4$s, rfm_f = %5$s, rfm_m = %6$s
    %8$s v.shop_id = $1 and (
      v.rfm_r is distinct from %4$s or v.rfm_f is distinct from %5$s or v.rfm_m is distinct from %6$s
    )
  $sql$, source, sums, report, r, f, m,
    case source when 'public.customer_stats' then 'v' else 's' end,
    case source when 'public.customer_stats' then 'where' else
      format('from %s v where s.customer_id = v.customer_id and s.shop_id = v.shop_id and', source)
    end)
  using shop, as_of, segments, until, days, counts, run.monetary;
  get diagnostics run.changed = row_count;
  run.moved := 0;

  if run.changed > 0 or unsettled then
    with moved as materialized (
      select s.customer_id, s.segment as was, 100 * s.rfm_r + 10 * s.rfm_f + s.rfm_m as rfm,
        segments[25 * s.rfm_r + 5 * s.rfm_f + s.rfm_m - 30] as becomes
      from public.customer_stats s
      where s.shop_id = shop
        and s.segment is distinct from segments[25 * s.rfm_r + 5 * s.rfm_f + s.rfm_m - 30]
    ), written as (
      update public.customer_stats s set segment = m.becomes
      from moved m where s.customer_id = m.customer_id and s.shop_id = shop
    )
    insert into public.segment_changes (shop_id, customer_id, "from", "to", rfm, as_of)
    select shop, m.customer_id, m.was, m.becomes, m.rfm, compute_rfm.as_of from moved m;
    get diagnostics run.moved = row_count;
    execute format($sql$
      with held as (
        select v.segment, %2$s from %1$s v where v.shop_id = $1 and v.orders_count > 0 group by 1
      ) %3$s
    $sql$, source, sums, report)
    into run.segments using shop, as_of, segments, until;
  end if;
  return run;
end
$$;
revoke execute on function private.compute_rfm(uuid, date, public.customer_segment[], boolean)
  from public;
