-- Holds one date of a class: whoever changes anything about it waits here for those before, and
-- decides by what they left. Ask about the occurrence afterwards, not before. A date that nobody has
-- touched has no row to lock; then a lock of its own stands in for it, and the schedule is kept from
-- changing meanwhile (`private.release_dates`), which otherwise would not see what is being made.
create or replace function private.hold_class_date(class uuid, on_date date) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
  if found then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('schedule ' || c.gym_id, 0))
  from public.classes c where c.id = class;
  perform pg_advisory_xact_lock(hashtextextended('class date ' || class || on_date, 0));
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
end
$$;

revoke execute on function private.hold_class_date(uuid, date) from public;
