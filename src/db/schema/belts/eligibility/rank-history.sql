-- What people were promoted to in an art by a day. A row that was taken back never was.
create or replace function private.rank_history(people uuid[], art text, on_date date)
returns table (user_id uuid, belt text, degree integer, awarded_on date, registered_on date, nth bigint)
language sql stable set search_path = '' as $$
  select g.user_id, g.belt, g.degree, g.awarded_on, g.registered_on,
    row_number() over (
      partition by g.user_id order by g.awarded_on desc, g.created_at desc, g.id desc
    )
  from public.graduations g
  where g.user_id = any (people) and g.modality = art and g.awarded_on <= on_date
    and g.voids is null
    and not exists (select from public.graduations v where v.voids = g.id)
$$;
revoke execute on function private.rank_history(uuid[], text, date) from public;
