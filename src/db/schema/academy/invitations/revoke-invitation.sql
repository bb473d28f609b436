-- Takes an invitation back that nobody has accepted. No row when there is none to take back. Whoever the
-- record is about is held ahead of it, as by who accepts it meanwhile: the trail would hold them
-- behind it, and the two would wait for one another.
create or replace function private.revoke_invitation(invitation uuid)
returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.invitations;
begin
  perform private.hold_caller();
  perform from public.users u
  where u.deleted_at is null and u.id = (
    select i.user_id from public.invitations i
    where i.id = invitation and i.gym_id = any (private.gym_ids('MANAGER'))
  )
  for key share;
  update public.invitations i set revoked_at = now()
  where i.id = invitation and i.gym_id = any (private.gym_ids('MANAGER'))
    and num_nonnulls(i.accepted_at, i.revoked_at) = 0
  returning i.* into revoked;
  if found then
    perform private.audit(revoked.gym_id, revoked.user_id, 'invitation_revoked');
    return next revoked;
  end if;
end
$$;
revoke execute on function private.revoke_invitation(uuid) from public;
grant execute on function private.revoke_invitation(uuid) to authenticated;
