-- Refuses whoever is no approved member of a gym themselves.
create or replace function private.assert_member(gym uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')) then
    raise exception 'members write here'
      using errcode = 'insufficient_privilege', constraint = 'community_members_only';
  end if;
end
$$;

revoke execute on function private.assert_member(uuid) from public;
