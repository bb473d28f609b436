-- Whether somebody may write to an audience of a gym: its managers to everybody, an instructor to the
-- classes they teach and the dates on which they stand in. Of a class that instructor knows who comes;
-- the whole gym, its belts and who stays away are for who answers for the gym.
create or replace function private.may_notify(person uuid, gym uuid, audience jsonb) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  member_role constant text := (
    select m.role from public.memberships m
    where m.user_id = person and m.gym_id = gym and m.in_effect
  );
begin
  return coalesce(member_role = 'MANAGER' or member_role = 'INSTRUCTOR' and (
    exists (
      select from public.classes c
      where c.id = (audience ->> 'class_id')::uuid and c.gym_id = gym and c.instructor_id = person
    )
    or exists (
      select from public.class_changes x
      where x.class_id = (audience ->> 'class_id')::uuid and x.gym_id = gym
        and x.class_date = (audience ->> 'class_date')::date and x.kind = 'substitute'
        and x.instructor_id = person
    )
  ), false);
end
$$;
revoke execute on function private.may_notify(uuid, uuid, jsonb) from public;
