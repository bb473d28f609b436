-- Everybody of a shop and its gym, each customer and each member who is none, with what they are in
-- both: the segment of what they bought, and whether they train. Who came is `regular` with a date for
-- every week with classes, four at most, and `occasional` with fewer; `stopped` is who is at risk after
-- `absent_days`, and `never` who has not come since they joined. Staff teach: nobody counts theirs.
-- Children are in no list of customers, whichever side knows them. Asks nobody who they are.
create or replace function private.training_of(shop uuid, absent_days integer, at timestamptz)
returns table (
  customer_id uuid, user_id uuid, first_name text, last_name text, segment public.customer_segment,
  training text, total_spent numeric
)
language plpgsql stable set search_path = '' as $$
declare
  gym constant uuid := (select s.gym_id from public.shops s where s.id = shop);
  today constant date := (
    select (at at time zone g.timezone)::date from public.gyms g where g.id = gym
  );
begin
  return query
    with dates as materialized (
      select distinct h.class_date, (today - h.class_date) / 7 as week
      from private.held(gym, today - 365, today, at) h
    ), came as materialized (
      select k.user_id, count(distinct k.class_date) as times from public.check_ins k
      where k.gym_id = gym and k.status = 'present'
        and k.class_date > today - 28 and k.class_date <= today
      group by k.user_id
    ), trained as materialized (
      select u.id, u.first_name, u.last_name, case
          when m.role <> 'STUDENT' then 'staff'
          when m.came_on is null or m.came_on < m.joined_on then 'never'
          when m.came_on <= today - absent_days
            and exists (select from dates d where d.class_date > m.came_on) then 'stopped'
          when c.times >= (
            select count(distinct d.week) from dates d
            where d.week < 4 and d.class_date >= m.joined_on
          ) then 'regular'
          else 'occasional'
        end as training
      from private.last_there(gym, at) m
      join public.users u on u.id = m.user_id and u.deleted_at is null
      left join came c on c.user_id = m.user_id
      where not private.is_minor(u.birth_date)
    ), buyers as (
      select c.id, c.user_id, c.first_name, c.last_name, s.segment, s.total_spent
      from public.customers c
      left join public.customer_stats s on s.customer_id = c.id and s.shop_id = c.shop_id
      where c.shop_id = shop and c.deleted_at is null and c.redacted_at is null
        and not exists (
          select from public.users u where u.id = c.user_id and private.is_minor(u.birth_date)
        )
    )
    select b.id, t.id, case when t.id is null then b.first_name else t.first_name end,
      case when t.id is null then b.last_name else t.last_name end, b.segment,
      coalesce(t.training, 'not_a_member'), coalesce(b.total_spent, 0)
    from buyers b
    left join trained t on t.id = b.user_id
    union all
    select null, t.id, t.first_name, t.last_name, null, t.training, 0
    from trained t
    where not exists (select from buyers b where b.user_id = t.id);
end
$$;
revoke execute on function private.training_of(uuid, integer, timestamptz) from public;
