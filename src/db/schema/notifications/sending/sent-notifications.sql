-- What the staff of a gym sent or is about to send, newest first, or one of it; for that staff. Of who
-- has read it only how many.
create or replace function private.sent_notifications(
  gym uuid, only_id uuid, after_at timestamptz, after_id uuid, page_size integer
) returns table (notification public.notifications, viewed_count integer)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select n, (
      select count(*)::integer from public.notification_recipients r
      where r.notification_id = n.id and r.viewed_at is not null
    )
    from public.notifications n
    where n.gym_id = gym and not n.automatic and (only_id is null or n.id = only_id)
      and (after_id is null or (n.created_at, n.id) < (after_at, after_id))
    order by n.created_at desc, n.id desc
    limit least(page_size, 101);
end
$$;
revoke execute on function private.sent_notifications(uuid, uuid, timestamptz, uuid, integer)
  from public;
grant execute on function private.sent_notifications(uuid, uuid, timestamptz, uuid, integer)
  to authenticated;
