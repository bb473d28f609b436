-- Notes for a manager of the shop that who has an address said they want no mailings; again changes
-- nothing. What is noted, no manager takes back. No row where the caller's shops are others.
create or replace function private.suppress_address(shop uuid, said text, at timestamptz default now())
returns setof public.suppressions
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  known uuid;
begin
  perform private.hold_caller();
  if (shop = any (private.shop_ids())) is not true then
    return;
  end if;
  select c.id into known from public.customers c
  where c.shop_id = shop and lower(c.email collate "C") = lower(said)
  order by c.created_at, c.id limit 1
  for no key update;
  insert into public.suppressions (shop_id, address, customer_id, reason, since)
  values (shop, lower(said), known, 'unsubscribed', at)
  on conflict do nothing;
  return query
    select s.* from public.suppressions s
    where s.shop_id = shop and s.address = lower(said) and s.reason = 'unsubscribed'
    order by s.since, s.id limit 1;
end
$$;
revoke execute on function private.suppress_address(uuid, text, timestamptz) from public;
grant execute on function private.suppress_address(uuid, text, timestamptz) to authenticated;
