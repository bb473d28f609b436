-- No gym alone gives a record away that is active in another: each of its gyms must have invited the
-- same address to the same, and not taken it back, nor lost the manager who did.
create or replace function private.assert_invited_by_all(invitation public.invitations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.memberships m
    where m.user_id = invitation.user_id and m.left_at is null and m.denied_at is null
      and not exists (
        select from public.invitations i
        where i.gym_id = m.gym_id and i.user_id = m.user_id
          and lower(i.email collate "C") = lower(invitation.email collate "C")
          and (i.relation is null) = (invitation.relation is null)
          and i.revoked_at is null and i.expires_at > now() and exists (
            select from public.memberships inviter
            where inviter.gym_id = i.gym_id and inviter.user_id = i.created_by
              and inviter.role = 'MANAGER' and inviter.in_effect
          )
      )
  ) then
    raise exception 'the record is active in another gym, which has not invited this address'
      using errcode = 'check_violation', constraint = 'record_active_elsewhere';
  end if;
end
$$;
revoke execute on function private.assert_invited_by_all(public.invitations) from public;
