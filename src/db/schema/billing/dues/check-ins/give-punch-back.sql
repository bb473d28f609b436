-- A check-in that is cancelled used no class.
create or replace function private.give_punch_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.dues_punches u set check_in_id = null where u.check_in_id = new.id;
  return null;
end
$$;
revoke execute on function private.give_punch_back() from public;
