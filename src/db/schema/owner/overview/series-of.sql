-- One figure of a gym over time: a row for each week or month from `first` to `last`, by its first day,
-- none for what has not begun. The first and the last have only their days of the range. Asks nobody
-- who they are; `at` is what the time is taken to be.
create or replace function private.series_of(
  gym uuid, metric text, step text, first date, last date, at timestamptz
) returns table (since date, value integer)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  until constant date := least(last, (at at time zone zone)::date);
begin
  if metric in ('check_ins', 'trained') then
    return query
      select t.since, case metric when 'check_ins' then t.check_ins else t.trained end
      from private.training_by(gym, step, first, until) t;
    return;
  end if;
  return query
    select s.since, case metric
      when 'held' then (
        select count(*)::integer from private.held(gym, s.first, s.last, at)
      )
      when 'graduations' then (
        select count(*)::integer from public.graduations g
        where g.gym_id = gym and g.awarded_on between s.first and s.last and g.voids is null
          and not exists (select from public.graduations v where v.voids = g.id)
      )
      else (
        select (to_jsonb(m) ->> case metric when 'members' then 'at_end' else metric end)::integer
        from private.membership_moves(
          gym, private.instant_of(s.first::timestamp, zone),
          least(at, private.instant_of((s.last + 1)::timestamp, zone))
        ) m
      ) end
    from (
      select each.at::date as since, greatest(first, each.at::date) as first,
        least(until, (each.at + ('1 ' || step)::interval)::date - 1) as last
      from generate_series(
        date_trunc(step, first::timestamp), until::timestamp, ('1 ' || step)::interval
      ) each (at)
    ) s
    order by s.since;
end
$$;
revoke execute on function private.series_of(uuid, text, text, date, date, timestamptz) from public;
