-- As private.stamp_insert, for rows that never change: they have no `updated_at`.
create or replace function private.stamp_created() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('anon', 'authenticated') then
    new.created_at := now();
  end if;
  return new;
end
$$;

revoke execute on function private.stamp_created() from public;
