-- How well the classes of a gym were attended, over a year at most: for its staff. The caller's role is
-- asked once, and the filter written out, so that the count is as fast as without row security.
create or replace function private.class_attendance(gym uuid, first date, last date)
returns table (
  class_id uuid, modality text, weekday integer, starts_at text, attended integer, held integer,
  last_on date
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.attendance_by_class(gym, first, least(last, first + 365), now());
end
$$;
revoke execute on function private.class_attendance(uuid, date, date) from public;
grant execute on function private.class_attendance(uuid, date, date) to authenticated;
