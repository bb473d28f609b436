-- Has what waits for a bulk operation of a shop go on at once, and answers how many jobs that were. One
-- that is at work asks by itself, and is not waited for.
create or replace function private.wake_bulk_operation(shop uuid, operation text)
returns table (written integer)
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  update private.jobs set run_at = date_trunc('milliseconds', now())
  where id in (
    select j.id from private.line_sources s
    join private.jobs j on (j.kind, j.dedupe_key) in (
      ('run_backfill', s.backfill_id::text), ('reconcile_shop', s.reconciliation_id::text)
    )
    where s.shop_id = shop and s.operation_id = operation and s.finished_at is null
      and j.status = 'queued' and j.run_at > now()
    for update of j skip locked
  );
  get diagnostics written = row_count;
  return next;
end
$$;
revoke execute on function private.wake_bulk_operation(uuid, text) from public;
grant execute on function private.wake_bulk_operation(uuid, text) to service_role;
