-- Notes since when an automation is enabled: an API role cannot say it.
create or replace function private.stamp_enabled() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not new.enabled then
    new.enabled_at := null;
  elsif tg_op = 'INSERT' then
    if new.enabled_at is null or current_user in ('anon', 'authenticated') then
      new.enabled_at := now();
    end if;
  elsif not old.enabled then
    new.enabled_at := now();
  end if;
  return new;
end
$$;

revoke execute on function private.stamp_enabled() from public;
