-- Whoever is put down to teach is an instructor or a manager of that gym. Row security shows its staff
-- the memberships of a gym, so this needs nobody else's rights.
create or replace function private.guard_instructor() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and not exists (
    select from public.memberships m
    where m.gym_id = new.gym_id
      and m.user_id = new.instructor_id
      and m.role in ('INSTRUCTOR', 'MANAGER')
      and m.in_effect
  ) then
    raise exception 'who teaches a class is staff of its gym' using errcode = 'check_violation',
      constraint = 'classes_instructor_is_staff', column = 'instructor_id';
  end if;
  return new;
end
$$;

revoke execute on function private.guard_instructor() from public;
