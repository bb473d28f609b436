-- Does what an invitation offers to the caller: lets them in, hands them their record, or makes them a
-- child's guardian, who agrees to the child's data being kept. All or nothing, and once.
create or replace function private.accept_invitation(hash text, text_version text)
returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.invitations := private.open_invitation(hash);
  claimant uuid := private.current_user_id();
begin
  if invitation.user_id is null then
    perform private.admit(claimant, invitation);
  elsif invitation.relation is null then
    perform private.assert_claimable(invitation.user_id);
    perform private.assert_invited_by_all(invitation);
    perform private.merge_account(claimant, invitation.user_id);
    claimant := invitation.user_id;
    perform private.audit(invitation.gym_id, claimant, 'record_claimed');
  else
    perform private.assert_guardian(claimant, u.birth_date)
    from public.users u where u.id = invitation.user_id;
    perform private.assert_invited_by_all(invitation);
    perform private.begin_guardianship(
      claimant, invitation.user_id, invitation.relation, invitation.created_by
    );
    perform private.note_consent(
      invitation.user_id, 'child_data', coalesce(accept_invitation.text_version, 'none')
    );
  end if;
  return query
    update public.invitations i set accepted_by = claimant, accepted_at = now()
    where i.id = invitation.id
    returning i.*;
end
$$;
revoke execute on function private.accept_invitation(text, text) from public;
grant execute on function private.accept_invitation(text, text) to authenticated;
