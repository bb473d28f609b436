-- The birthdays of a gym's members from a day on, in order; who was born on 29 February has it on the
-- 28th in other years. Of an adult the age they turn; of a child the day alone, since with the age it
-- would be the birth date, which leaves a trace where it is read.
create or replace function private.birthdays(
  gym uuid, today date, days integer, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, birthday date, turns integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select u.id, u.first_name, u.last_name, u.image_url, coming.day,
      case when not private.is_minor(u.birth_date) then
        (extract(year from coming.day) - extract(year from u.birth_date))::integer
      end
    from (
      select each::date as day
      from generate_series(today::timestamp, (today + least(days, 366))::timestamp, '1 day') each
    ) coming
    cross join lateral (
      values (to_char(coming.day, 'MM-DD')), (
        case when to_char(coming.day, 'MM-DD') = '02-28' and to_char(coming.day + 1, 'DD') = '01'
          then '02-29' end
      )
    ) born (birth_day)
    join public.users u on u.birth_day = born.birth_day and u.deleted_at is null
    join public.memberships m on m.user_id = u.id and m.gym_id = gym and m.in_effect
    where after_id is null or (coming.day, u.id) > (after_date, after_id)
    order by coming.day, u.id
    limit least(page_size, 101);
end
$$;
revoke execute on function private.birthdays(uuid, date, integer, date, uuid, integer) from public;
