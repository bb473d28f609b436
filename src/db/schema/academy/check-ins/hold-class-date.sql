-- Holds one date of a class: whoever changes anything about it waits here for those before, and
-- decides by what they left. Ask about the occurrence afterwards, not before. Ahead of the date it
-- keeps the schedule from changing (`private.release_dates`, `private.split_class`): who waited for a
-- date while it moved to another class would go on to hold it, and wait for the schedule as well. A
-- date that nobody has touched has no row to lock; then a lock of its own stands in for it.
create or replace function private.hold_class_date(class uuid, on_date date) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('schedule ' || c.gym_id, 0))
  from public.classes c where c.id = class;
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
  if found then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('class date ' || class || on_date, 0));
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
end
$$;

revoke execute on function private.hold_class_date(uuid, date) from public;
