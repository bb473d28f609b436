-- The legal changes of a membership. Row security has said that the caller is the member, their
-- guardian or a manager of the gym; it cannot compare the old row with the new one, so this does.
create or replace function private.guard_membership_update() returns trigger
language plpgsql set search_path = '' as $$
declare
  own constant boolean := old.user_id = private.current_user_id();
  acts constant boolean := old.user_id = any (private.person_ids());
  manages constant boolean := old.gym_id = any (private.gym_ids('MANAGER'));
  decides constant boolean :=
    (new.role, new.approved_at, new.denied_at, new.decided_by)
      is distinct from (old.role, old.approved_at, old.denied_at, old.decided_by);
  leaves constant boolean := old.left_at is null and new.left_at is not null;
  asks_again constant boolean :=
    old.left_at is not null and old.denied_at is null
    and new.left_at is null and new.role = 'STUDENT'
    and num_nonnulls(new.approved_at, new.denied_at, new.decided_by) = 0;
begin
  if current_user <> 'authenticated' then
    return new;
  end if;

  if (leaves or new.role <> 'MANAGER') and exists (
    select from public.gyms g where g.id = old.gym_id and g.manager_id = old.user_id
  ) then
    raise exception 'a gym keeps its manager until it is handed over'
      using errcode = 'check_violation', constraint = 'memberships_manager_stays';
  end if;

  -- A manager decides about their own child, but not about themselves.
  if not (
    acts and (leaves and not decides or asks_again)
    or manages and not own and old.left_at is null
      and (not decides or new.decided_by is not distinct from private.current_user_id())
      and (old.approved_at is null or new.approved_at is not null)
  ) then
    raise exception 'a member leaves or asks again; a manager decides, in their own name, about others'
      using errcode = 'insufficient_privilege';
  end if;

  -- The clock is the database's.
  if leaves then
    new.left_at := now();
  end if;
  if new.approved_at is distinct from old.approved_at and new.approved_at is not null then
    new.approved_at := now();
  end if;
  if new.denied_at is distinct from old.denied_at and new.denied_at is not null then
    new.denied_at := now();
  end if;
  return new;
end
$$;

revoke execute on function private.guard_membership_update() from public;
