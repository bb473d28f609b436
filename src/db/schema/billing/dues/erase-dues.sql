-- Takes a person's name from what they noted of dues, and from dues of their own why a payment was taken
-- back; the books stay, without a name. Whom they were covered by ends with their memberships.
create or replace function private.erase_dues(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Accounts before what hangs on them, in an order that all keep to.
  perform from public.dues_accounts a
  where a.payer_id = erased
    or a.id in (select c.account_id from public.dues_coverage c where c.user_id = erased)
  order by a.id for no key update;
  update public.dues_payments p set void_reason = null
  where p.void_reason is not null and p.account_id in (
    select a.id from public.dues_accounts a where a.payer_id = erased
    union
    select c.account_id from public.dues_coverage c where c.user_id = erased
  );
  update public.dues_payments set noted_by = null where noted_by = erased;
  update public.dues_payments set voided_by = null where voided_by = erased;
  update public.dues_freezes set noted_by = null where noted_by = erased;
end
$$;
revoke execute on function private.erase_dues(uuid) from public;
