-- Since when an enabled automation of a shop waits for something; null where none does. Asked before
-- anything else, so that a shop without automations pays for one look at an index.
create or replace function private.awaited_since(shop uuid, what public.trigger_type)
returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return (
    select min(a.enabled_at)
    from public.automations a
    join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
      and v.number = a.published_version
    where a.shop_id = shop and a.enabled and v.trigger = what
  );
end
$$;
revoke execute on function private.awaited_since(uuid, public.trigger_type) from public;
