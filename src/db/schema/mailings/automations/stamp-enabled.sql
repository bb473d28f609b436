-- Notes since when an automation is enabled: an API role cannot say it. A hundred of a shop run at most:
-- all that wait for the same are asked by one statement, which others wait for.
create or replace function private.stamp_enabled() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not new.enabled then
    new.enabled_at := null;
    return new;
  end if;
  if (tg_op = 'INSERT' or not old.enabled) and (
    select count(*) from public.automations a where a.shop_id = new.shop_id and a.enabled
  ) >= 100 then
    raise exception 'a hundred automations of the shop are enabled'
      using errcode = 'check_violation', constraint = 'automations_most_enabled';
  end if;
  if tg_op = 'INSERT' then
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
