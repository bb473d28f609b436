-- The gyms in which a person, or a child they are guardian of, is an approved member, in whatever role.
create or replace function private.gyms_of(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct m.gym_id from public.memberships m
    where m.user_id = any (private.persons_of(person)) and m.in_effect
  );
end
$$;

revoke execute on function private.gyms_of(uuid) from public;
