-- Marks as read what the caller or a child of theirs was told: those among `ids`, or, without ids, all
-- up to a moment. Each row once: who reads it first says when. Tells how many that were, and how many
-- are left; no row to who does not act for that person. Rows are held in the order of ids, so that
-- those who read at once wait for one another and do not meet crosswise.
create or replace function private.mark_read(person uuid, ids uuid[], until timestamptz)
returns table (marked integer, unread integer)
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not person = any (private.persons_of(private.hold_caller())) then
    return;
  end if;
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  update public.notification_recipients r set viewed_at = now()
  where r.user_id = person and r.notification_id = any (array(
    select x.notification_id from public.notification_recipients x
    where x.user_id = person and x.viewed_at is null
      and case when ids is null then x.created_at <= until else x.notification_id = any (ids) end
    order by x.notification_id for update
  ));
  get diagnostics marked = row_count;
  select count(*) into unread from public.notification_recipients r
  where r.user_id = person and r.viewed_at is null;
  return next;
end
$$;
revoke execute on function private.mark_read(uuid, uuid[], timestamptz) from public;
grant execute on function private.mark_read(uuid, uuid[], timestamptz) to authenticated;
