-- A scoring with what a run tells beside it: who was left out, and in which currency. Kept runs get a
-- row of `rfm_runs`. Asks nobody who they are.
create or replace function private.rfm_run(
  shop uuid, day date, segment_order text, segments public.customer_segment[], keep boolean
) returns setof public.rfm_runs
language plpgsql volatile set search_path = '' as $$
declare
  run public.rfm_runs := private.compute_rfm(shop, day, segments, keep);
  facts constant public.shops := (select s from public.shops s where s.id = shop);
begin
  run.shop_id := shop;
  run.as_of := day;
  run.segment_order := rfm_run.segment_order;
  run.currency := facts.currency;
  run.truncated := facts.state = 'truncated';
  select l.other_currency, l.no_counted_order, l.orders_in_other_currency
  into run.other_currency, run.no_counted_order, run.orders_in_other_currency
  from private.left_out(shop, day) l;
  run.changed := coalesce(run.changed, 0);
  run.moved := coalesce(run.moved, 0);
  run.created_at := now();
  if keep then
    run.id := gen_random_uuid();
    insert into public.rfm_runs select run.*;
  end if;
  return next run;
end
$$;
revoke execute on function private.rfm_run(uuid, date, text, public.customer_segment[], boolean)
  from public;
