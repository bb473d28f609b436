-- What a device shows: today's classes of the gym that it was let in for. A door of its own, opened by
-- its token alone; no row for one that is not let in. Of people it tells who teaches, by first name.
create or replace function private.front_desk_classes(token text)
returns table (gym_name text, timezone text, classes jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare
  desk public.front_desks;
begin
  select d.* into desk from private.open_front_desk(token) d;
  perform private.see_front_desk(desk.id);
  return query
    select g.name, g.timezone, (
      select coalesce(jsonb_agg(to_jsonb(day) order by day.starts_at, day.class_id), '[]')
      from private.front_desk_day(g.id, now()) day
    )
    from public.gyms g where g.id = desk.gym_id;
end
$$;

revoke execute on function private.front_desk_classes(text) from public;
grant execute on function private.front_desk_classes(text) to anon;
