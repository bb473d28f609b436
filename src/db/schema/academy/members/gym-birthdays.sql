-- Today's birthdays in a gym, by its own clock, and those of the days to come: for its staff.
create or replace function private.gym_birthdays(
  gym uuid, days integer, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, birthday date, turns integer
)
language plpgsql stable security definer set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.birthdays(
      gym, (now() at time zone zone)::date, days, after_date, after_id, page_size
    );
end
$$;
revoke execute on function private.gym_birthdays(uuid, integer, date, uuid, integer) from public;
grant execute on function private.gym_birthdays(uuid, integer, date, uuid, integer)
  to authenticated;
