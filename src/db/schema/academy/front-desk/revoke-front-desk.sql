-- Lets a device in no more, for good. No row when there is none to revoke.
create or replace function private.revoke_front_desk(desk uuid) returns setof public.front_desks
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.front_desks;
begin
  perform private.hold_caller();
  update public.front_desks d set revoked_at = now()
  where d.id = desk and d.gym_id = any (private.gym_ids('MANAGER')) and d.revoked_at is null
  returning d.* into revoked;
  if found then
    perform private.audit(
      revoked.gym_id, null, 'front_desk_revoked', jsonb_build_object('name', revoked.name)
    );
    return next revoked;
  end if;
end
$$;

revoke execute on function private.revoke_front_desk(uuid) from public;
grant execute on function private.revoke_front_desk(uuid) to authenticated;
