-- The names of who belongs to a gym, of those asked about, for whoever sees it from inside: its members,
-- and for a feed their guardians too. Who left has none here.
create or replace function private.member_names(gym uuid, people uuid[])
returns table (user_id uuid, first_name text, last_name text, image_url text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    select u.id, u.first_name, u.last_name, u.image_url
    from public.memberships m
    join public.users u on u.id = m.user_id
    where m.user_id = any (people) and m.gym_id = gym and m.in_effect and u.deleted_at is null;
end
$$;

revoke execute on function private.member_names(uuid, uuid[]) from public;
grant execute on function private.member_names(uuid, uuid[]) to authenticated;
