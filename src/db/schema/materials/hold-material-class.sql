-- New material is of a class on the schedule. The class is held: one that is taken off it meanwhile
-- takes its material along (private.clear_class_materials), and sees all of it.
create or replace function private.hold_material_class() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.classes c where c.id = new.class_id and c.deleted_at is null for share;
  if not found then
    raise exception 'the class is no longer on the schedule' using errcode = 'check_violation',
      constraint = 'materials_of_held_class', column = 'class_id';
  end if;
  return null;
end
$$;

revoke execute on function private.hold_material_class() from public;
