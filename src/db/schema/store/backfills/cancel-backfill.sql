-- A manager of the shop ends a backfill that has not ended, and is answered it as it is then; what it
-- brought so far stays. Whoever runs it notices at the next of its steps.
create or replace function private.cancel_backfill(backfill uuid) returns setof public.backfills
language plpgsql security definer set search_path = '' as $$
begin
  update public.backfills b set state = 'cancelled', ended_at = now()
  where b.id = backfill and b.shop_id = any (private.shop_ids())
    and b.state in ('queued', 'running');
  return query
    select b.* from public.backfills b
    where b.id = backfill and b.shop_id = any (private.shop_ids());
end
$$;

revoke execute on function private.cancel_backfill(uuid) from public;
grant execute on function private.cancel_backfill(uuid) to authenticated;
