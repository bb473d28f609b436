-- Makes somebody new a member, with the role they were invited to. Who is a member stays what they are.
create or replace function private.admit(person uuid, invitation public.invitations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships as m (user_id, gym_id, role, approved_at, decided_by)
  values (person, invitation.gym_id, invitation.role, now(), invitation.created_by)
  on conflict (user_id, gym_id) do update
  set role = excluded.role, approved_at = excluded.approved_at, decided_by = excluded.decided_by,
    denied_at = null, left_at = null
  where not m.in_effect;
  if not found then
    raise exception 'a member already'
      using errcode = 'check_violation', constraint = 'already_member';
  end if;
end
$$;
revoke execute on function private.admit(uuid, public.invitations) from public;
