-- Members of a gym who may have a next rank by the rules in force on a day, in every art that the gym
-- grades: of several ranks the one that they could have first. Who was never graded in an art is left
-- out, because a first rank leads on from the first day. Asks nobody who they are.
create or replace function private.gradings_due(gym uuid, on_date date)
returns table (
  user_id uuid, modality text, belt text, degree integer, name text, due_on date
)
language plpgsql stable set search_path = ''
set plan_cache_mode = force_custom_plan set enable_nestloop = off as $$
declare
  members constant uuid[] := array(
    select m.user_id from public.memberships m where m.gym_id = gym and m.in_effect
  );
  art text;
  in_force uuid;
  graded uuid[];
  people uuid[];
  belts text[];
  degrees integer[];
begin
  for art in select distinct g.modality from public.graduations g where g.gym_id = gym loop
    in_force := private.rank_system_in_force(gym, art, on_date);
    graded := array(
      select h.user_id from private.rank_history(members, art, on_date) h where h.nth = 1
    );
    select array_agg(n.user_id), array_agg(n.belt), array_agg(n.degree)
    into people, belts, degrees
    from private.next_ranks(gym, in_force, art, graded, on_date) n where n.ruled;
    return query
      select distinct on (a.user_id) a.user_id, art, a.belt, a.degree, k.name, a.earliest
      from private.assess_ranks(gym, art, people, belts, degrees, on_date) a
      join public.ranks k on k.system_id = in_force and k.belt = a.belt
      where a.eligible
      order by a.user_id, a.earliest nulls first, k."position", a.degree;
  end loop;
end
$$;
revoke execute on function private.gradings_due(uuid, date) from public;
