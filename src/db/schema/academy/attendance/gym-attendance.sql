-- How regularly the members of a gym came, over a year at most: for its staff.
create or replace function private.gym_attendance(
  gym uuid, first date, last date, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, attended integer, held integer,
  last_on date, streak_weeks integer, sort_name text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.attendance_page(
      gym, first, least(last, first + 365), now(), after_name, after_id, page_size
    );
end
$$;
revoke execute on function private.gym_attendance(uuid, date, date, text, uuid, integer) from public;
grant execute on function private.gym_attendance(uuid, date, date, text, uuid, integer)
  to authenticated;
