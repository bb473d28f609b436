-- Splits a class in two: the one that was ends on the day before `from_date`, and another of the same
-- series goes on from there, with the changes that were made to its dates and what is booked for them.
-- Nothing else differs yet; it answers the one to change. From its first date on, that is the class
-- itself. Row security knows no "as before", so a manager of the gym gets here by the function; no row
-- for anybody else.
create or replace function private.split_class(class uuid, from_date date) returns setof public.classes
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  was public.classes;
begin
  perform private.hold_teacher(class);
  select c.* into was from public.classes c
  where c.id = class and c.deleted_at is null and c.gym_id = any (private.gym_ids('MANAGER'))
    and (c.ends_on is null or from_date <= c.ends_on)
  for no key update;
  if not found or from_date <= was.starts_on then
    return query select c.* from public.classes c where c.id = was.id;
    return;
  end if;

  -- What is booked for its dates goes along, and nothing is booked meanwhile.
  perform private.hold_class_dates(class, from_date);
  was.series_id := coalesce(was.series_id, was.id);
  was.id := gen_random_uuid();
  was.starts_on := from_date;
  was.created_by := caller;
  was.legacy_id := null;
  was.created_at := now();
  was.updated_at := now();
  -- It appears with its changes: without them its instructor might have two classes at once.
  was.deleted_at := now();
  insert into public.classes select was.*;
  update private.class_dates d set class_id = was.id
  where d.class_id = class and d.class_date >= from_date;
  update public.check_ins x set class_id = was.id
  where x.class_id = class and x.class_date >= from_date;
  update public.classes c set ends_on = from_date - 1 where c.id = class;
  update public.class_changes x set class_id = was.id
  where x.class_id = class and x.class_date >= from_date;
  update public.classes c set deleted_at = null where c.id = was.id;
  return query select c.* from public.classes c where c.id = was.id;
end
$$;

revoke execute on function private.split_class(uuid, date) from public;
grant execute on function private.split_class(uuid, date) to authenticated;
