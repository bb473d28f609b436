-- The rank that somebody has in an art as of a day: their latest graduation by then, of whichever gym,
-- that no row voids; `but` for one that does not count. No row: they were never promoted.
create or replace function private.latest_graduation(
  person uuid, modality text, on_date date, but uuid default null
) returns setof public.graduations
language sql stable set search_path = '' as $$
  select g.* from public.graduations g
  where g.user_id = person and g.modality = latest_graduation.modality and g.awarded_on <= on_date
    and g.voids is null and g.id is distinct from but
    and not exists (select from public.graduations v where v.voids = g.id)
  order by g.awarded_on desc, g.created_at desc, g.id desc limit 1;
$$;

revoke execute on function private.latest_graduation(uuid, text, date, uuid) from public;
