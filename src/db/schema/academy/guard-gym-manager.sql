-- A gym can be handed only to someone who already belongs to it: otherwise naming a stranger as
-- manager would make them a member, and their profile readable.
create or replace function private.guard_gym_manager() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated'
    and new.manager_id is distinct from old.manager_id
    and not exists (
      select from public.memberships m
      where m.gym_id = new.id
        and m.user_id = new.manager_id
        and m.in_effect
    )
  then
    raise exception 'the manager of a gym must be one of its members'
      using errcode = 'check_violation', constraint = 'gyms_manager_is_member', column = 'manager_id';
  end if;
  return new;
end
$$;

revoke execute on function private.guard_gym_manager() from public;
