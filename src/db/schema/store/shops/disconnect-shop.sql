-- Ends the connection of a shop, as a manager of its gym. No row when there is none to end.
create or replace function private.disconnect_shop(shop uuid) returns setof public.shops
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  if shop = any (private.shop_ids()) then
    return query select * from private.close_shop(shop, 'shop_disconnected');
  end if;
end
$$;

revoke execute on function private.disconnect_shop(uuid) from public;
grant execute on function private.disconnect_shop(uuid) to authenticated;
