-- Takes back what was noted of a payment by mistake, with a reason, for managers; voided again it stays
-- as it is. What is left of its cards goes; what was used was used. It leaves a trace. One row: the
-- refusal dues_payment_not_found, or the payment.
create or replace function private.void_dues_payment(id uuid, reason text)
returns table (refusal text, payment public.dues_payments)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.dues_accounts;
begin
  select a.* into held
  from public.dues_payments p, private.hold_dues_account(p.account_id) a
  where p.id = void_dues_payment.id;
  select p.* into payment from public.dues_payments p
  where p.id = void_dues_payment.id and p.account_id = held.id;
  if payment.id is null then
    refusal := 'dues_payment_not_found';
  elsif payment.voided_at is null then
    update public.dues_payments p
    set voided_at = now(), voided_by = caller, void_reason = reason
    where p.id = payment.id returning p.* into payment;
    delete from private.dues_punches u where u.payment_id = payment.id and u.check_in_id is null;
    perform private.restate_dues(held.id, now());
    perform private.audit(
      held.gym_id, held.payer_id, 'dues_payment_voided',
      jsonb_build_object(
        'amount', payment.amount::text, 'currency', held.currency,
        'received_on', payment.received_on, 'reason', reason
      )
    );
  end if;
  return next;
end
$$;
revoke execute on function private.void_dues_payment(uuid, text) from public;
grant execute on function private.void_dues_payment(uuid, text) to authenticated;
