-- Who is no member of a gym any more has no place in its classes.
create or replace function private.release_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.cancel_bookings(new.user_id, new.gym_id, now());
  return null;
end
$$;

revoke execute on function private.release_member() from public;
