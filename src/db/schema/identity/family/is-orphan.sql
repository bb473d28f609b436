-- Whether nobody reaches a record any more: no account, no guardian, no gym.
create or replace function private.is_orphan(person uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from public.users u where u.id = person and u.subject is null)
    and not exists (
      select from public.guardianships g where g.dependent_id = person and g.ended_at is null
    )
    and not exists (
      select from public.memberships m
      where m.user_id = person and m.left_at is null and m.denied_at is null
    );
end
$$;
revoke execute on function private.is_orphan(uuid) from public;
