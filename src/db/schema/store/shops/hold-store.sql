-- Holds what a shop's orders and customers hang on, until the transaction is over: together with others
-- for who writes them; alone (`alone`) for who changes what these writes go by without a row that both
-- would lock: the currency, a refund or deletion of an order that is not there yet, who is a member.
create or replace function private.hold_store(shop uuid, alone boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if alone then
    perform pg_advisory_xact_lock(hashtextextended('store ' || shop, 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('store ' || shop, 0));
  end if;
end
$$;
revoke execute on function private.hold_store(uuid, boolean) from public;
