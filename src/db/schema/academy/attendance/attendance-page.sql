-- A page of a gym's members by name, with how regularly each came between two dates.
create or replace function private.attendance_page(
  gym uuid, first date, last date, at timestamptz, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, attended integer, held integer,
  last_on date, streak_weeks integer, sort_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with page as materialized (
      select member.* from (
        select u.id, u.first_name, u.last_name, u.image_url,
          lower(concat_ws(' ', u.first_name, u.last_name)) as name
        from public.memberships m
        join public.users u on u.id = m.user_id
        where m.gym_id = gym and m.in_effect and u.deleted_at is null
      ) member
      where after_id is null or (member.name, member.id) > (after_name, after_id)
      order by member.name, member.id
      limit least(page_size, 101)
    )
    select p.id, p.first_name, p.last_name, p.image_url, a.attended, a.held, a.last_on,
      a.streak_weeks, p.name
    from page p
    join private.attendance_of(gym, array(select p.id from page p), first, last, at) a
      on a.user_id = p.id
    order by p.name, p.id;
end
$$;
revoke execute on function private.attendance_page(
  uuid, date, date, timestamptz, text, uuid, integer
) from public;
