create or replace function private.create_user_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_profiles (user_id) values (new.id);
  return null;
end
$$;

revoke execute on function private.create_user_profile() from public;
