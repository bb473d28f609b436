-- Nobody teaches two classes of a gym at once, by its own clock, on any date. Changes of one gym's
-- schedule wait for one another here, so that two which are right by themselves cannot be wrong
-- together; the look comes after the wait and sees what the other did.
create or replace function private.refuse_overlaps() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gym constant uuid := coalesce(new.gym_id, old.gym_id);
  changed uuid;
  first date;
  last date;
  clash date;
begin
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || gym, 0));
  if tg_table_name = 'class_changes' then
    changed := coalesce(new.class_id, old.class_id);
    first := coalesce(new.class_date, new.starts_on, old.class_date, old.starts_on);
    last := coalesce(new.class_date, new.ends_on, old.class_date, old.ends_on);
  else
    changed := new.id;
    first := new.starts_on;
    -- Behind the last date that anything begins on or is changed on, every week is like the next.
    select 14 + greatest(
      (select max(c.starts_on) from public.classes c where c.gym_id = gym and c.deleted_at is null),
      (select max(coalesce(x.class_date, x.ends_on)) from public.class_changes x where x.gym_id = gym)
    ) into last;
    last := least(last, new.ends_on);
  end if;

  with days as materialized (
    select d.*, tsrange(d.wall_start, d.wall_start + d.length) as during
    from private.class_days(gym, first - 1, last + 1) d
    where d.status <> 'cancelled' and d.instructor_id is not null
  )
  select a.class_date into clash
  from days a
  join days b on b.instructor_id = a.instructor_id and b.class_id <> a.class_id
    and b.during && a.during
  where changed is null or a.class_id = changed
  order by a.class_date limit 1;
  if clash is not null then
    raise exception 'the instructor has another class at that time on %', clash
      using errcode = 'exclusion_violation', constraint = 'classes_instructor_overlap',
        column = 'instructor_id', detail = clash;
  end if;
  return null;
end
$$;

revoke execute on function private.refuse_overlaps() from public;
