-- How many months or cards of an account were paid for.
create or replace function private.dues_units(account uuid) returns integer
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(
    (
      select sum(p.units) from public.dues_payments p
      where p.account_id = account and p.voided_at is null
    ),
    0
  );
end
$$;
revoke execute on function private.dues_units(uuid) from public;
