-- Students of a gym who have not come for some days, the longest away first: never since they joined,
-- or not since they were present last, though classes took place meanwhile (`missed`, of a year at most).
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
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
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since,
      today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days
      and (after_id is null or (a.since, a.user_id) > (after_since, after_id))
    order by a.since, a.user_id
    limit page_size;
end
$$;
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
