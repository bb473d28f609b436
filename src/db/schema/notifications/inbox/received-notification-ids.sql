-- The notifications that were for the caller or a child of theirs.
create or replace function private.received_notification_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select r.notification_id from public.notification_recipients r
    where r.user_id = any (private.person_ids());
end
$$;
revoke execute on function private.received_notification_ids() from public;
grant execute on function private.received_notification_ids() to authenticated;
