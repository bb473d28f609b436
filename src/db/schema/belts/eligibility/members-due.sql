-- The members of a gym in effect, and of the ranks that may come next for each the one that they can
-- have soonest, by that day: who is due stands first, and last who can be told no day. Asks nobody who
-- they are.
create or replace function private.members_due(
  gym uuid, art text, on_date date, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, is_minor boolean, rank jsonb,
  next jsonb, sort_date text
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
set enable_nestloop = off as $$
declare
  in_force constant uuid := private.rank_system_in_force(gym, art, on_date);
  members constant uuid[] := array(
    select m.user_id from public.memberships m
    join public.users u on u.id = m.user_id
    where m.gym_id = gym and m.in_effect and u.deleted_at is null
  );
  people uuid[];
  belts text[];
  degrees integer[];
begin
  select array_agg(n.user_id), array_agg(n.belt), array_agg(n.degree) into people, belts, degrees
  from private.next_ranks(gym, in_force, art, members, on_date) n where n.ruled;
  return query
    with soonest as materialized (
      select distinct on (a.user_id) a.user_id, a.belt, a.degree, k.name, k."group", a.eligible,
        a.earliest, case
          when a.earliest is not null then a.earliest
          when a.eligible then '-infinity'
          else 'infinity' end as day
      from private.assess_ranks(gym, art, people, belts, degrees, on_date) a
      join public.ranks k on k.system_id = in_force and k.belt = a.belt
      order by a.user_id, day, k."position", a.degree
    ), page as materialized (
      select * from soonest s
      where after_id is null or (s.day, s.user_id) > (after_date, after_id)
      order by s.day, s.user_id
      limit least(page_size, 101)
    )
    select p.user_id, u.first_name, u.last_name, u.image_url, private.is_minor(u.birth_date),
      private.held_rank(in_force, n.belt, n.degree, n.awarded_on, n.belt_since),
      jsonb_build_object(
        'belt', p.belt, 'degree', p.degree, 'name', p.name, 'group', p."group",
        'eligible', p.eligible, 'earliest', p.earliest
      ), p.day::text
    from page p
    join public.users u on u.id = p.user_id
    join private.current_ranks(
      gym, in_force, art, array(select p.user_id from page p), on_date
    ) n on n.user_id = p.user_id
    order by p.day, p.user_id;
end
$$;
revoke execute on function private.members_due(uuid, text, date, date, uuid, integer) from public;
