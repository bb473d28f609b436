-- Holds the dates of a class from one on, with what changed about them and the schedule, in the order
-- of all who hold several. For who holds the class.
create or replace function private.hold_class_dates(class uuid, from_date date) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.class_changes x
  where x.class_id = class and x.class_date >= from_date order by x.id for no key update;
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || c.gym_id, 0))
  from public.classes c where c.id = class;
  perform from private.class_dates d
  where d.class_id = class and d.class_date >= from_date order by d.class_date for update;
end
$$;

revoke execute on function private.hold_class_dates(uuid, date) from public;
