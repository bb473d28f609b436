-- The invitation behind a link, held for the caller, whom it must have been sent to. The persons are
-- held before it: the caller, who invited, and whoever the record is about. That is the order of
-- everybody's deeds about others (the caller first), and who invites is only kept from being erased:
-- whatever they do meanwhile about the same record waits for this, or this for it, and neither for
-- both. A claim takes the caller's account for itself, as it will be gone. Two claims at once wait
-- for one another, and the second sees what came of the first. Addresses are the same but for the
-- case of ASCII letters: beyond them `lower` makes one of two.
create or replace function private.open_invitation(hash text) returns public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
  fault text;
  invitation public.invitations;
begin
  select i.* into invitation from public.invitations i where i.token_hash = hash;
  if invitation.user_id is not null and invitation.relation is null then
    perform from public.users u where u.id = caller and u.deleted_at is null for update;
  else
    perform from public.users u where u.id = caller and u.deleted_at is null for no key update;
  end if;
  if not found then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  perform from public.users u
  where u.id = invitation.created_by and u.deleted_at is null for key share;
  perform from public.users u
  where u.id = invitation.user_id and u.deleted_at is null for update;
  select i.* into invitation from public.invitations i where i.token_hash = hash for update;
  fault := case
    when invitation.id is null then 'not_found'
    when not exists (
      select from public.users u
      where u.id = caller and u.email_verified_at is not null
        and lower(u.email collate "C") = lower(invitation.email collate "C")
    ) then 'not_yours'
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null or not exists (
      select from public.memberships m
      where m.gym_id = invitation.gym_id and m.user_id = invitation.created_by
        and m.role = 'MANAGER' and m.in_effect
    ) then 'revoked'
    when invitation.expires_at <= now() then 'expired'
  end;
  if fault is not null then
    raise exception 'the invitation is %', fault
      using errcode = 'check_violation', constraint = 'invitation_' || fault;
  end if;
  return invitation;
end
$$;
revoke execute on function private.open_invitation(text) from public;
