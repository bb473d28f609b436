-- How regularly members of a gym came between two dates: at how many occurrences they were present, of
-- how many that took place since they joined, when last, and for how many weeks in a row up to the
-- last date. Weeks without any class break no streak, nor does the running one while it lasts.
create or replace function private.attendance_of(
  gym uuid, people uuid[], first date, last date, at timestamptz
) returns table (
  user_id uuid, since date, attended integer, held integer, last_on date, streak_weeks integer
)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, first, last, at) h group by h.class_date
    ), weeks as materialized (
      select week, row_number() over (order by week desc) as nth,
        week = date_trunc('week', at at time zone zone) as runs
      from (select distinct date_trunc('week', d.class_date::timestamp) as week from dates d) w
    ), came as materialized (
      select k.user_id, k.class_date from public.check_ins k
      where k.gym_id = gym and k.user_id = any (people) and k.status = 'present'
        and k.class_date between first and last
    ), members as (
      select m.user_id, count(c.class_date) as attended, max(c.class_date) as last_on,
        least((m.approved_at at time zone zone)::date, min(c.class_date)) as since
      from public.memberships m
      left join came c on c.user_id = m.user_id
      where m.gym_id = gym and m.user_id = any (people) and m.in_effect
      group by m.id
    ), weekly as (
      select distinct c.user_id, w.nth, w.runs from came c
      join weeks w on w.week = date_trunc('week', c.class_date::timestamp)
    ), runs as (
      select w.user_id, min(w.nth) over (partition by w.user_id) as latest,
        w.nth - row_number() over (partition by w.user_id order by w.nth) as missed
      from weekly w
    ), streaks as (
      select r.user_id, count(*) as weeks from runs r
      where r.missed = r.latest - 1
        and (r.latest = 1 or r.latest = 2 and (select w.runs from weeks w where w.nth = 1))
      group by r.user_id
    )
    select m.user_id, m.since, m.attended::integer,
      coalesce((
        select d.held_since from dates d where d.class_date >= m.since order by d.class_date limit 1
      ), 0)::integer,
      m.last_on, coalesce(s.weeks, 0)::integer
    from members m
    left join streaks s on s.user_id = m.user_id;
end
$$;
revoke execute on function private.attendance_of(uuid, uuid[], date, date, timestamptz) from public;
