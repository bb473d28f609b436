-- Books a place on one date of a class: for the caller, a child of theirs, or, by staff, a member.
-- One row, as `private.book_person` tells it; also refused are class_not_found and child_not_found.
create or replace function private.book_class(class uuid, on_date date, person uuid)
returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  gym uuid;
begin
  perform private.hold_caller();
  select c.gym_id into gym from public.classes c
  where c.id = class and c.gym_id = any (private.person_gym_ids());
  if gym is null then
    refusal := 'class_not_found';
    return next;
  elsif person = any (private.person_ids()) or gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return query select * from private.book_person(class, on_date, person, now());
  else
    refusal := 'child_not_found';
    return next;
  end if;
end
$$;

revoke execute on function private.book_class(uuid, date, uuid) from public;
grant execute on function private.book_class(uuid, date, uuid) to authenticated;
