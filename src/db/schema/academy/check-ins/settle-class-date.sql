-- Does what time has decided about one date of a class by `at`, and answers how it stands then. To be
-- called by who holds the date. No row: the class does not take place on that date.
--  * Cancelled, or not taking place any more: whoever is booked, waiting or offered is cancelled.
--    Nobody missed a class that was cancelled, also not in hindsight.
--  * Over: who was booked and did not come is a no-show, or, if they were moved up too late to take
--    it back, cancelled; so is who waits.
--  * Otherwise an offer that has run out is cancelled, and free places go to who waits, in order of
--    arrival. From the start on only to who has checked in, because the others are not there. Who
--    checked in is present, others are booked, or offered the place where the gym wants that.
-- `cancel_until` is the last instant to take a booking back, `free` how many places are left, null for
-- any number; `dues` and `grace` are what the gym asks about dues, and where it asks, who may not train
-- is not moved up.
create or replace function private.settle_class_date(class uuid, on_date date, at timestamptz)
returns table (
  gym_id uuid, timezone text, status text, starts_at timestamptz, ends_at timestamptz,
  bookable_from timestamptz, cancel_until timestamptz, free integer, next_place integer,
  dues text, grace integer
)
language plpgsql volatile set search_path = '' as $$
#variable_conflict use_column
declare
  o record;
  held private.class_dates;
  chosen uuid[];
begin
  select c.gym_id, g.timezone, g.waitlist, g.dues, g.dues_grace_days, x.status, x.starts_at, x.ends_at,
    x.capacity,
    x.starts_at - make_interval(hours => c.bookable_from_hours) as bookable_from,
    x.starts_at - make_interval(mins => coalesce(c.cancel_until_minutes, 0)) as cancel_until
  into o
  from public.classes c
  join public.gyms g on g.id = c.gym_id
  left join private.occurrences(c.gym_id, on_date, on_date, c.id) x on true
  where c.id = class;
  select d.* into held from private.class_dates d
  where d.class_id = class and d.class_date = on_date;

  if held.seated + held.waiting > 0
    and (o.status is null or o.status = 'cancelled' or at > o.ends_at)
  then
    update public.check_ins x
    set offered_until = null, status = case
        when o.status <> 'cancelled' and x.status = 'booked'
          and coalesce(x.promoted_at <= o.cancel_until, true) then 'no_show'
        else 'cancelled'
      end
    where x.class_id = class and x.gym_id = o.gym_id and x.class_date = on_date
      and (x.status in ('booked', 'waiting', 'offered')
        or x.status = 'no_show' and o.status = 'cancelled');
    -- Not all of them keep their place: somebody else who was there may still have one.
    select d.* into held from private.class_dates d
    where d.class_id = class and d.class_date = on_date;
  elsif held.waiting + held.offered > 0 then
    if held.offered > 0 then
      update public.check_ins x set status = 'cancelled', offered_until = null
      where x.class_id = class and x.gym_id = o.gym_id and x.class_date = on_date
        and x.offered_until <= at;
      select d.* into held from private.class_dates d
      where d.class_id = class and d.class_date = on_date;
    end if;
    if o.dues = 'off' then
      chosen := array(
        select w.id from public.check_ins w
        where w.class_id = class and w.gym_id = o.gym_id and w.class_date = on_date
          and w.status = 'waiting' and (w.arrived or at < o.starts_at)
        order by w.place limit o.capacity - least(held.seated, o.capacity)
      );
    else
      chosen := private.who_moves_up(
        o.gym_id, class, on_date, o.dues, o.dues_grace_days, (at at time zone o.timezone)::date,
        at >= o.starts_at, o.capacity - least(held.seated, o.capacity)
      );
    end if;
    update public.check_ins x
    set promoted_at = at,
      status = case
        when x.arrived then 'present' when o.waitlist = 'hold' then 'offered' else 'booked'
      end,
      offered_until = case when o.waitlist = 'hold' and not x.arrived
        then least(at + interval '30 minutes', o.starts_at) end
    where x.id = any (chosen);
    if found then
      select d.* into held from private.class_dates d
      where d.class_id = class and d.class_date = on_date;
    end if;
  end if;

  if o.status is not null then
    return query
      select o.gym_id, o.timezone, o.status, o.starts_at, o.ends_at, o.bookable_from, o.cancel_until,
        o.capacity - coalesce(held.seated, 0), coalesce(held.last_place, 0) + 1, o.dues,
        o.dues_grace_days;
  end if;
end
$$;

revoke execute on function private.settle_class_date(uuid, date, timestamptz) from public;
