-- A manager invites an address to the gym: somebody new, whoever a record of the gym is about, or, with
-- a relation, a guardian of that child. The gym may invite although others have the record too; such
-- an invitation opens only beside theirs (private.accept_invitation).
create or replace function private.invite(
  gym uuid, person uuid, email text, role text, relation text, token_hash text
) returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  about public.users;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym invites'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  if person is not null then
    select u.* into about from public.users u
    join public.memberships m on m.user_id = u.id
    where u.id = person and u.deleted_at is null and m.gym_id = gym and m.in_effect;
    if not found then
      raise exception 'no such member'
        using errcode = 'foreign_key_violation', constraint = 'member_not_found';
    end if;
    if invite.relation is not null and not private.is_minor(about.birth_date) then
      raise exception 'only a child, by its birth date, has guardians'
        using errcode = 'check_violation', constraint = 'guardianships_of_a_child';
    end if;
    if invite.relation is null then
      perform private.assert_claimable(person);
    end if;
  end if;
  perform private.audit(gym, person, 'invited', jsonb_strip_nulls(jsonb_build_object(
    'role', invite.role, 'relation', invite.relation
  )));
  return query
    insert into public.invitations as i (
      gym_id, user_id, email, role, relation, token_hash, created_by, expires_at
    )
    values (
      gym, person, invite.email, invite.role, invite.relation, invite.token_hash, caller,
      now() + interval '14 days'
    )
    returning i.*;
end
$$;
revoke execute on function private.invite(uuid, uuid, text, text, text, text) from public;
grant execute on function private.invite(uuid, uuid, text, text, text, text) to authenticated;
