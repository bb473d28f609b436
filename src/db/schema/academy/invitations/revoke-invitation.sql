-- Takes an invitation back that nobody has accepted. No row when there is none to take back.
create or replace function private.revoke_invitation(invitation uuid)
returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.invitations;
begin
  perform private.hold_caller();
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
