-- Which rank of a system each of some people has as of a day, and since when time at it counts: since
-- the belt was registered, whatever its stripes (`belt_since`), or the very degree (`rank_since`). Who
-- was never promoted has the first rank, and time at it counts from the day they joined the gym.
create or replace function private.current_ranks(
  gym uuid, system uuid, art text, people uuid[], on_date date
) returns table (
  user_id uuid, belt text, degree integer, "position" integer, awarded_on date, belt_awarded_on date,
  rank_awarded_on date, belt_since date, rank_since date, promoted boolean, birth_date date
)
language sql stable set search_path = '' as $$
  with history as materialized (
    select * from private.rank_history(people, art, on_date)
  ), held as (
    select h.*, r."position",
      min(h.awarded_on) over belt as belt_awarded_on, min(h.registered_on) over belt as belt_since,
      min(h.awarded_on) over degree as rank_awarded_on, min(h.registered_on) over degree as rank_since
    from history h
    left join public.ranks r on r.system_id = system and r.belt = h.belt
    window belt as (partition by h.user_id, h.belt),
      degree as (partition by h.user_id, h.belt, h.degree)
  ), first as (
    select r.belt, r.first_degree, r."position" from public.ranks r
    where r.system_id = system order by r."position" limit 1
  )
  select u.id, coalesce(h.belt, f.belt), coalesce(h.degree, f.first_degree),
    case when h.user_id is null then f."position" else h."position" end,
    h.awarded_on, h.belt_awarded_on, h.rank_awarded_on,
    coalesce(h.belt_since, joined.on_date), coalesce(h.rank_since, joined.on_date),
    h.user_id is not null, u.birth_date
  from public.users u
  cross join first f
  left join held h on h.user_id = u.id and h.nth = 1
  left join (
    select m.user_id, (m.approved_at at time zone g.timezone)::date as on_date
    from public.memberships m
    join public.gyms g on g.id = m.gym_id
    where m.gym_id = gym
  ) joined on joined.user_id = u.id
  where u.id = any (people)
$$;
revoke execute on function private.current_ranks(uuid, uuid, text, uuid[], date) from public;
