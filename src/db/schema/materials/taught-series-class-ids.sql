-- The classes of every series of which the caller teaches one, as long as they are staff there: what
-- is split in two (private.split_class) keeps its material, and those who keep it.
create or replace function private.taught_series_class_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select c.id from public.classes c
    where (coalesce(c.series_id, c.id), c.gym_id) in (
      select coalesce(t.series_id, t.id), t.gym_id from public.classes t
      where t.id = any (private.taught_class_ids())
    )
  );
end
$$;

revoke execute on function private.taught_series_class_ids() from public;
grant execute on function private.taught_series_class_ids() to authenticated, service_role;
