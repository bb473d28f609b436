-- What approved members may know of each other: names and role, never the rest of the profile.
-- Ordered by name; `after_name` and `after_id` are the keys of the last row of the page before.
create or replace function private.gym_directory(gym uuid, after_name text, after_id uuid, page_size integer)
returns table (
  user_id uuid, first_name text, last_name text, image_url text, role text, sort_name text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select member.* from (
      select u.id, u.first_name, u.last_name, u.image_url, m.role,
        lower(concat_ws(' ', u.first_name, u.last_name)) as name
      from public.memberships m
      join public.users u on u.id = m.user_id
      where m.gym_id = gym and m.in_effect
        and u.deleted_at is null
    ) member
    where after_id is null or (member.name, member.id) > (after_name, after_id)
    order by member.name, member.id
    limit least(page_size, 101);
end
$$;

revoke execute on function private.gym_directory(uuid, text, uuid, integer) from public;
grant execute on function private.gym_directory(uuid, text, uuid, integer) to authenticated;
