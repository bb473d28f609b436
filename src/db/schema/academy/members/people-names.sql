-- What lists show of people whom the caller reads as staff, or acts for: of a child the name, without
-- the address.
create or replace function private.people_names(people uuid[])
returns table (user_id uuid, first_name text, last_name text, image_url text, email text)
language plpgsql stable security definer set search_path = '' as $$
declare
  own constant uuid[] := private.person_ids();
begin
  return query
    select u.id, u.first_name, u.last_name, u.image_url,
      case when u.id = any (own) or not private.is_minor(u.birth_date) then u.email end
    from public.users u
    where u.id = any (people)
      and (u.id = any (own) or u.id in (select private.visible_member_ids()));
end
$$;
revoke execute on function private.people_names(uuid[]) from public;
grant execute on function private.people_names(uuid[]) to authenticated;
