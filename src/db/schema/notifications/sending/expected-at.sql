-- Who is booked for a date of a class, waits for a place, is there or was. Of a date that is cancelled who
-- was: a cancellation has cancelled what they had booked, and is what they are to be told.
create or replace function private.expected_at(gym uuid, class uuid, on_date date) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  cancelled constant boolean := exists (
    select from private.occurrence(class, on_date) o where o.status = 'cancelled'
  );
begin
  return array(
    select k.user_id from public.check_ins k
    where k.class_id = class and k.gym_id = gym and k.class_date = on_date
      and (k.status in ('booked', 'waiting', 'offered', 'present') or cancelled)
  );
end
$$;
revoke execute on function private.expected_at(uuid, uuid, date) from public;
