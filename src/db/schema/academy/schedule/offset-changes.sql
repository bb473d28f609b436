-- When a zone changes its offset, between two dates: the instant, and seconds east of UTC before and
-- after it. Looked up as the clocks themselves are, so that a calendar is told what this database uses.
create or replace function private.offset_changes(zone text, first date, last date)
returns table (at timestamptz, was integer, becomes integer)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with days as (
      select day, lead(day) over (order by day) as next,
        (day at time zone zone) <> (day at time zone 'UTC')
          + lead((day at time zone zone) - (day at time zone 'UTC')) over (order by day) as changes
      from generate_series(
        first::timestamp at time zone 'UTC', last::timestamp at time zone 'UTC', interval '24 hours'
      ) day
    ), minutes as (
      select minute, extract(epoch from (minute at time zone zone) - (minute at time zone 'UTC'))::integer
        as shift
      from days cross join lateral generate_series(day, next, interval '1 minute') minute
      where changes
    ), steps as (
      select minute, shift, lag(shift) over (order by minute) as before from minutes
    )
    select s.minute, s.before, s.shift from steps s where s.shift <> s.before order by s.minute;
end
$$;

revoke execute on function private.offset_changes(text, date, date) from public;
