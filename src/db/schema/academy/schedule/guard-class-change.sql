-- A change of a class is about a date on which that class takes place.
create or replace function private.guard_class_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (
    select from public.classes c
    where c.id = new.class_id
      and c.deleted_at is null
      and c.weekday = extract(isodow from new.class_date)
      and new.class_date >= c.starts_on
      and (c.ends_on is null or new.class_date <= c.ends_on)
  ) then
    raise exception 'the class does not take place on that date' using errcode = 'check_violation',
      constraint = 'class_changes_on_class_date', column = 'class_date';
  end if;
  return new;
end
$$;

revoke execute on function private.guard_class_change() from public;
