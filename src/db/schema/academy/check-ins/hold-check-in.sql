-- Holds the date that a check-in is for, and answers the check-in. A change of the schedule may move
-- it to another class of the series while one waits: then that one's date is held.
create or replace function private.hold_check_in(id uuid) returns public.check_ins
language plpgsql volatile set search_path = '' as $$
declare
  was public.check_ins;
  held public.check_ins;
begin
  select x.* into was from public.check_ins x where x.id = hold_check_in.id;
  loop
    perform private.hold_class_date(was.class_id, was.class_date);
    select x.* into held from public.check_ins x where x.id = hold_check_in.id;
    if held.class_id is not distinct from was.class_id then
      return held;
    end if;
    was := held;
  end loop;
end
$$;

revoke execute on function private.hold_check_in(uuid) from public;
