-- Notes since when an automation is enabled: an API role cannot say it. No more of a shop run than the
-- argument says: all that wait for the same are asked by one statement, which others wait for. Those
-- of one shop are enabled one after the other, so that together they are no more either.
create or replace function private.stamp_enabled() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not new.enabled then
    new.enabled_at := null;
    return new;
  end if;
  if tg_op = 'INSERT' or not old.enabled then
    perform pg_advisory_xact_lock(hashtextextended('automations ' || new.shop_id, 0));
    if (
      select count(*) from public.automations a where a.shop_id = new.shop_id and a.enabled
    ) >= tg_argv[0]::integer then
      raise exception 'as many automations of the shop are enabled as may be'
        using errcode = 'check_violation', constraint = 'automations_most_enabled';
    end if;
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
