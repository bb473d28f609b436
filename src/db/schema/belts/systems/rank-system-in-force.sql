-- By which version of which rules an art's ranks are earned in a gym on a day: the latest of the gym's
-- own that began by then, and of those for all where it has none. Null where there are no rules.
create or replace function private.rank_system_in_force(gym uuid, art text, on_date date)
returns uuid
language sql stable set search_path = '' as $$
  select s.id from public.rank_systems s
  where (s.gym_id = gym or s.gym_id is null) and s.modality = art and s.valid_from <= on_date
  order by s.gym_id is null, s.valid_from desc
  limit 1
$$;
revoke execute on function private.rank_system_in_force(uuid, text, date) from public;
