-- The students of a gym who have not come for some days, and the reason: never since they joined, or not
-- since they were present last, though classes took place meanwhile (`missed`, of a year at most). Asks
-- nobody who they are.
create or replace function private.away_members(gym uuid, days integer, at timestamptz)
returns table (user_id uuid, reason text, since date, days_away integer, missed integer)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, today - 365, today, at) h group by h.class_date
    ), away as (
      select m.user_id, greatest(m.joined_on, m.came_on) as since,
        case when m.came_on >= m.joined_on then 'stopped_coming' else 'never_came' end as reason
      from private.last_there(gym, at) m where m.role = 'STUDENT'
    )
    select a.user_id, a.reason, a.since, today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days;
end
$$;
revoke execute on function private.away_members(uuid, integer, timestamptz) from public;
