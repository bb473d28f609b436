-- What an answer says of a rank that somebody has; one that the system does not know is called by its
-- own word.
create or replace function private.held_rank(
  system uuid, belt text, degree integer, awarded_on date, since date
) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'belt', held_rank.belt, 'degree', held_rank.degree,
    'name', coalesce((
      select k.name from public.ranks k where k.system_id = system and k.belt = held_rank.belt
    ), held_rank.belt),
    'awarded_on', awarded_on, 'since', since
  )
$$;
revoke execute on function private.held_rank(uuid, text, integer, date, date) from public;
