-- A class that is taken off the schedule altogether, the last of its series, takes its material and
-- its files along. Classes of one series wait for one another here, so that of two that go at once
-- one is the last.
create or replace function private.clear_class_materials() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  series constant uuid := coalesce(new.series_id, new.id);
  ids uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('materials ' || series, 0));
  select array_agg(c.id) into ids from public.classes c
  where c.gym_id = new.gym_id and series in (c.id, c.series_id)
  having bool_and(c.deleted_at is not null);
  delete from public.attachments a where a.class_id = any (ids);
  delete from public.assets a where a.class_id = any (ids);
  return null;
end
$$;

revoke execute on function private.clear_class_materials() from public;
