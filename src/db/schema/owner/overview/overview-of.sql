-- A gym's figures between two dates, as one object: who came and left, how classes were attended by week
-- and by class; and as of now who stays away, whose birthday comes, and what the reader has not read.
-- Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.overview_of(
  gym uuid, reader uuid, first date, last date, away_days integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  -- As the contract has it: how many a list names, and how far birthdays are told ahead.
  most constant integer := 50;
  birthday_days constant integer := 7;
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
  start constant timestamptz := least(at, private.instant_of(first::timestamp, zone));
  finish constant timestamptz := least(at, private.instant_of((last + 1)::timestamp, zone));
begin
  return jsonb_build_object(
    'as_of', today,
    'members', (select to_jsonb(m) from private.membership_moves(gym, start, finish) m),
    'trained', (
      select count(*) from public.memberships m
      where m.gym_id = gym and exists (
        select from public.check_ins k
        where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
          and k.class_date between first and last
      )
    ),
    'weeks', (
      select jsonb_agg(to_jsonb(w))
      from private.attendance_by_week(gym, first, last, at) w
    ),
    'classes', (
      select coalesce(jsonb_agg(to_jsonb(c)), '[]')
      from private.attendance_by_class(gym, first, last, at) c
    ),
    'at_risk', (
      with away as materialized (select * from private.away_members(gym, away_days, at))
      select jsonb_build_object(
        'total', (select count(*) from away),
        'items', coalesce(jsonb_agg(to_jsonb(named) order by named.since, named.user_id), '[]')
      )
      from (
        select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since, a.days_away,
          a.missed
        from away a join public.users u on u.id = a.user_id
        order by a.since, a.user_id limit most
      ) named
    ),
    'birthdays', (
      select coalesce(jsonb_agg(to_jsonb(b)), '[]')
      from private.birthdays(gym, today, birthday_days, null, null, most) b
    ),
    'unread', (
      select count(*) from public.notification_recipients r
      where r.user_id = reader and r.gym_id = gym and r.viewed_at is null
    )
  );
end
$$;
revoke execute on function private.overview_of(uuid, uuid, date, date, integer, timestamptz)
  from public;
