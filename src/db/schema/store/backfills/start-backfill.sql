-- A manager of the shop has all of its past read from Shopify; where that is under way, it is that one.
-- No row where there is no such shop of theirs.
create or replace function private.start_backfill(shop uuid) returns setof public.backfills
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  backfill uuid;
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  -- Two at once come one after the other.
  perform from public.shops s where s.id = shop for no key update;
  select b.id into backfill from public.backfills b
  where b.shop_id = shop and b.source = 'bulk' and b.state in ('queued', 'running');
  if backfill is null then
    if not exists (
      select from public.shops s where s.id = shop and s.state in ('connected', 'truncated')
    ) then
      raise exception 'the shop is not connected'
        using errcode = 'check_violation', constraint = 'shop_not_connected';
    end if;
    insert into public.backfills (shop_id, source) values (shop, 'bulk') returning id into backfill;
    insert into private.line_sources (shop_id, backfill_id, kind)
    values (shop, backfill, 'customers'), (shop, backfill, 'orders');
    perform private.enqueue_job(
      'run_backfill', jsonb_build_object('backfill_id', backfill), backfill::text
    );
  end if;
  return query select b.* from public.backfills b where b.id = backfill;
end
$$;

revoke execute on function private.start_backfill(uuid) from public;
grant execute on function private.start_backfill(uuid) to authenticated;
