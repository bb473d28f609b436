-- Takes what Resend tells of a mail, once for each event, in whatever order: a message goes forward only
-- (failed, delivered, bounced, complained), and an address that bounced for good, complained or is given
-- up by the provider is suppressed, whatever became of the message. `message` and `attempt` are the tags
-- that our mails carry, for an event may be here before the provider's id is.
--
-- A message that was replayed has several mails. That one of them came, or that somebody complained of it,
-- is so of the message: what waits is not sent again. That another mail than the last did not come says
-- nothing of the last, and moves nothing.
--
-- Answers `applied`, `stale` where the message was further already or that was another mail of it,
-- `duplicate`, or `ignored` for a mail that is no mailing.
create or replace function private.apply_resend_event(
  event text, kind text, at timestamptz, message uuid, attempt uuid, provider_id text, address text,
  lasting boolean, detail text
) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- Each may be followed by those behind it.
  ranks constant public.message_status[] :=
    array['scheduled', 'sending', 'sent', 'failed', 'delivered', 'bounced', 'complained'];
  reached constant public.message_status := case kind
    when 'email.delivered' then 'delivered' when 'email.bounced' then 'bounced'
    when 'email.complained' then 'complained' else 'failed'
  end;
  reason constant text := case
    when kind = 'email.complained' then 'complained'
    when kind = 'email.suppressed' or kind = 'email.bounced' and lasting then 'bounced'
  end;
  sent public.message_logs;
  -- Whom we had to forget.
  gone boolean;
  told_of text;
begin
  insert into private.webhook_deliveries (provider, message_id, event_type, occurred_at)
  values ('resend', event, kind, at)
  on conflict do nothing;
  if not found then
    return 'duplicate';
  end if;
  if kind not in (
    'email.delivered', 'email.bounced', 'email.complained', 'email.failed', 'email.suppressed'
  ) then
    return 'ignored';
  end if;
  select l.* into sent from public.message_logs l
  where l.channel = 'email' and (
    l.id = message or message is null and l.provider_message_id = provider_id
  );
  if not found then
    return 'ignored';
  end if;
  -- The customer before the message, as the claim holds them.
  select coalesce(c.redacted_at, c.deleted_at) is not null into gone from public.customers c
  where c.id = sent.customer_id for no key update;
  -- Where that mail went: another of the message may have gone elsewhere.
  told_of := lower(coalesce(apply_resend_event.address, sent.address));
  if reason is not null and told_of is not null then
    if gone and not exists (
      select from public.customers c
      where c.shop_id = sent.shop_id and lower(c.email collate "C") = told_of
    ) then
      insert into private.forgotten_suppressions (shop_id, digest, reason, since)
      values (sent.shop_id, private.address_digest(sent.shop_id, told_of), reason, at)
      on conflict do nothing;
    else
      insert into public.suppressions (shop_id, address, customer_id, reason, since)
      values (
        sent.shop_id, told_of,
        case when reason = 'complained' and not gone then sent.customer_id end, reason, at
      )
      on conflict do nothing;
    end if;
  end if;
  update public.message_logs l
  set status = reached, claim = null, claimed_until = null,
    reason = case when reached = 'failed' then 'refused_by_provider' end,
    error = case when not gone then coalesce(left(detail, 500), l.error) end,
    provider_message_id = case when not gone then coalesce(l.provider_message_id, provider_id) end,
    sent_at = coalesce(l.sent_at, at)
  where l.id = sent.id and array_position(ranks, l.status) < array_position(ranks, reached)
    and (reached in ('delivered', 'complained') or case l.status
      when 'scheduled' then false
      when 'sending' then coalesce(apply_resend_event.attempt = l.claim, true)
      else coalesce(l.provider_message_id = provider_id, true)
    end);
  return case when found then 'applied' else 'stale' end;
end
$$;
revoke execute on function private.apply_resend_event(
  text, text, timestamptz, uuid, uuid, text, text, boolean, text
) from public;
grant execute on function private.apply_resend_event(
  text, text, timestamptz, uuid, uuid, text, text, boolean, text
) to service_role;
