-- What is booked follows the schedule: a class, or what differs on its dates, has changed.
create or replace function private.follow_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'classes' then
    perform private.release_dates(new.gym_id, new.id, '-infinity', 'infinity', now());
  else
    perform private.release_dates(
      new.gym_id, new.class_id, coalesce(new.class_date, new.starts_on),
      coalesce(new.class_date, new.ends_on), now()
    );
  end if;
  return null;
end
$$;

revoke execute on function private.follow_schedule() from public;
