-- Notes that a device was seen, once a minute. To be called last: an erasure locks a manager before the
-- devices that they let in.
create or replace function private.see_front_desk(desk uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update public.front_desks d set last_seen_at = now()
  where d.id = desk and (d.last_seen_at is null or d.last_seen_at <= now() - interval '1 minute');
end
$$;

revoke execute on function private.see_front_desk(uuid) from public;
