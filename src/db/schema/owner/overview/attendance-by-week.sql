-- How a gym's classes were attended week by week between two dates: how many times somebody was there,
-- how many people that were, and how often a class took place. Every week has a row, by its Monday; the
-- first and the last have only their days of the range.
create or replace function private.attendance_by_week(
  gym uuid, first date, last date, at timestamptz
) returns table (week date, check_ins integer, trained integer, held integer)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select t.since, t.check_ins, t.trained, coalesce(h.times, 0)::integer
    from private.training_by(gym, 'week', first, last) t
    left join (
      select date_trunc('week', held.class_date::timestamp)::date as week, count(*) as times
      from private.held(gym, first, last, at) held
      group by 1
    ) h on h.week = t.since
    order by t.since;
end
$$;
revoke execute on function private.attendance_by_week(uuid, date, date, timestamptz) from public;
