-- What the caller or a child of theirs was told, newest first: the words, and whether they were read.
-- Nothing to who does not act for that person.
create or replace function private.inbox(
  person uuid, only_unread boolean, after_at timestamptz, after_id uuid, page_size integer
) returns table (
  id uuid, gym_id uuid, kind text, title text, content text, sent_at timestamptz,
  viewed_at timestamptz
)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not person = any (private.person_ids()) then
    return;
  end if;
  return query
    select n.id, n.gym_id, n.kind, n.title, n.content, r.created_at, r.viewed_at
    from (
      select * from public.notification_recipients x
      where x.user_id = person and (not only_unread or x.viewed_at is null)
        and (after_id is null or (x.created_at, x.notification_id) < (after_at, after_id))
      order by x.created_at desc, x.notification_id desc
      limit least(page_size, 101)
    ) r
    join public.notifications n on n.id = r.notification_id
    order by r.created_at desc, r.notification_id desc;
end
$$;
revoke execute on function private.inbox(uuid, boolean, timestamptz, uuid, integer) from public;
grant execute on function private.inbox(uuid, boolean, timestamptz, uuid, integer)
  to authenticated;
