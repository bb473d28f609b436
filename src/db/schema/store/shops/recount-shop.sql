-- Counts a shop's customers anew where its currency changed: an order in another does not count. It holds
-- the shop alone, or an order that is being written would be added by what the currency was.
create or replace function private.recount_shop() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_store(new.id, true);
  perform private.recount_customers(new.id);
  return null;
end
$$;
revoke execute on function private.recount_shop() from public;
