-- How regularly one member came, in all and by class, over a year at most: for themselves, their
-- guardians and the staff of the gym. No row when they are no member there.
create or replace function private.person_attendance(gym uuid, person uuid, first date, last date)
returns table (
  since date, attended integer, held integer, last_on date, streak_weeks integer, classes jsonb
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (
    person = any (private.person_ids()) or gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  ) then
    return;
  end if;
  return query
    select a.since, a.attended, a.held, a.last_on, a.streak_weeks, (
      select coalesce(jsonb_agg(to_jsonb(c)), '[]') from private.attendance_by_class(
        gym, greatest(first, a.since), least(last, first + 365), now(), person
      ) c
    )
    from private.attendance_of(gym, array[person], first, least(last, first + 365), now()) a;
end
$$;
revoke execute on function private.person_attendance(uuid, uuid, date, date) from public;
grant execute on function private.person_attendance(uuid, uuid, date, date) to authenticated;
