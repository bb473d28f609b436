-- What a calendar program is told under a link, whoever asks: a door of its own, opened by the link's
-- secret alone. Null when there is no such link, or it was revoked. Of each class of the gyms it opens:
-- its weeks between two dates as a rule, from `first` to `last`, and beside it the days that differ; of
-- each zone its offsets, in seconds, so that programs reckon with the same clocks as this database.
create or replace function private.calendar_feed(secret text, first_date date, last_date date)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  gyms constant uuid[] := private.calendar_gyms(secret);
  until_date constant date := least(last_date, first_date + 800);
begin
  if gyms is null then
    return null;
  end if;
  return jsonb_build_object('classes', (
    with days as materialized (
      select * from private.calendar_days(gyms, first_date, until_date)
    ), weekly as (
      select d.class_id,
        min(d.slot) filter (where not d.odd) as first,
        max(d.slot) filter (where not d.odd) as last,
        jsonb_agg(
          jsonb_build_object(
            'class_date', d.class_date, 'slot', d.slot, 'odd', d.odd, 'status', d.status,
            'wall_start', d.wall_start, 'starts_at', d.starts_at, 'ends_at', d.ends_at,
            'instructor', u.first_name, 'reason', d.reason
          ) order by d.class_date
        ) filter (
          where d.odd or d.status <> 'scheduled' or d.instructor_id is distinct from c.instructor_id
        ) as days
      from days d
      join public.classes c on c.id = d.class_id
      left join public.users u on u.id = d.instructor_id
      group by d.class_id
    )
    select coalesce(jsonb_agg(
      jsonb_build_object(
        'id', c.id, 'modality', c.modality, 'description', c.description, 'instructor', u.first_name,
        'gym', g.name, 'address', g.address, 'timezone', g.timezone, 'first', w.first,
        'last', private.instant_of(w.last, g.timezone), 'days', coalesce(w.days, '[]'),
        'seconds', extract(epoch from c.ends_at - c.starts_at)::integer
          + case when c.ends_at > c.starts_at then 0 else 86400 end,
        'changed_at', greatest(c.updated_at, g.updated_at, (
          select max(x.updated_at) from public.class_changes x
          where x.gym_id = c.gym_id and (x.class_id = c.id or x.class_id is null)
        ))
      ) order by c.id
    ), '[]')
    from weekly w
    join public.classes c on c.id = w.class_id
    join public.gyms g on g.id = c.gym_id
    left join public.users u on u.id = c.instructor_id
  ), 'zones', (
    select coalesce(jsonb_agg(
      jsonb_build_object(
        'name', z.timezone,
        'offset', extract(
          epoch from ((first_date::timestamp at time zone 'UTC') at time zone z.timezone)
            - first_date::timestamp
        )::integer,
        'changes', (
          select coalesce(jsonb_agg(to_jsonb(change) order by change.at), '[]')
          from private.offset_changes(z.timezone, first_date, until_date + 1) change
        )
      ) order by z.timezone
    ), '[]')
    from (select distinct g.timezone from public.gyms g where g.id = any (gyms)) z
  ));
end
$$;

revoke execute on function private.calendar_feed(text, date, date) from public;
grant execute on function private.calendar_feed(text, date, date) to anon, authenticated;
