-- Trigger: of customers whose address we had to forget before, the suppressions come back. One look
-- where the shop has none of those.
create or replace function private.recall_suppressions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from private.forgotten_suppressions f
    where f.shop_id = any (array(select distinct t.shop_id from told t))
  ) then
    return null;
  end if;
  insert into public.suppressions (shop_id, address, reason, since)
  select t.shop_id, lower(t.email), f.reason, f.since
  from told t
  join private.forgotten_suppressions f
    on f.shop_id = t.shop_id and f.digest = private.address_digest(t.shop_id, t.email)
  where t.email is not null
  on conflict do nothing;
  return null;
end
$$;
revoke execute on function private.recall_suppressions() from public;
