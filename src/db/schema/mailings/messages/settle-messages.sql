-- Writes what became of the messages of a claim, as `[{ id, status, reason, ticket, error, pause_s, taken }]`,
-- and tells of how many: what is not this claim's any more stays as it is. One that was surely not taken
-- (`taken` is false) no longer counts for the cap; a claim holds no two messages of a customer.
create or replace function private.settle_messages(
  claim uuid, claimed_at timestamptz, ends jsonb, at timestamptz
) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  settled integer;
begin
  -- In order, before anything else is held: who claims does not wait, and counts under the same lock.
  perform from public.customers c
  where c.id = any (array(
    select m.customer_id from jsonb_to_recordset(ends) e (id uuid, taken boolean)
    join public.message_logs m on m.id = e.id where not e.taken
  ))
  order by c.id for no key update;
  with told as (
    select * from jsonb_to_recordset(ends) e (
      id uuid, status public.message_status, reason text, ticket text, error text, pause_s integer,
      taken boolean
    )
  ), ended as (
    update public.message_logs m set
      status = e.status, reason = e.reason, claim = null,
      -- Who was redacted meanwhile has no address here, and a provider's words might hold it.
      error = case when m.channel = 'push' or m.address is not null then left(e.error, 500) end,
      claimed_until = null, provider_message_id = coalesce(e.ticket, m.provider_message_id),
      sent_at = case e.status when 'sent' then settle_messages.at else m.sent_at end,
      address = case when e.taken then m.address end,
      scheduled_for = case e.status when 'scheduled'
        then settle_messages.at + make_interval(secs => e.pause_s) else m.scheduled_for end
    from told e
    where m.id = e.id and m.claim = settle_messages.claim and m.status = 'sending'
    returning m.shop_id, m.customer_id, e.taken
  ), returned as (
    update private.mailing_contacts k set handed_over =
      k.handed_over[:array_position(k.handed_over, claimed_at::timestamptz(3)) - 1]
      || k.handed_over[array_position(k.handed_over, claimed_at::timestamptz(3)) + 1:]
    from ended e
    where not e.taken and k.customer_id = e.customer_id and k.shop_id = e.shop_id
      and claimed_at::timestamptz(3) = any (k.handed_over)
  )
  select count(*) into settled from ended;
  return settled;
end
$$;
revoke execute on function private.settle_messages(uuid, timestamptz, jsonb, timestamptz) from public;
grant execute on function private.settle_messages(uuid, timestamptz, jsonb, timestamptz) to service_role;
