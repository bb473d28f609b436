-- What was bought upon an automation's messages, within so many days up to ninety, and what of it came of
-- them: for managers of the shop's gym. The role is asked once. Null for others.
create or replace function private.automation_attribution(
  automation uuid, days integer, least_customers integer, least_buyers integer
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.automations a
    where a.id = automation and a.shop_id = any (private.shop_ids())
  ) then
    return null;
  end if;
  return private.attribution_of(
    automation, case when days > 90 then 90 else days end, least_customers, least_buyers, now()
  );
end
$$;
revoke execute on function private.automation_attribution(uuid, integer, integer, integer) from public;
grant execute on function private.automation_attribution(uuid, integer, integer, integer) to authenticated;
