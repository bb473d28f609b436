-- Takes a shop's messages of a channel that are due at an instant; no two workers ever get the same. Each is
-- judged anew and becomes `sending`, `refused`, or waits longer. What is `sending` counts as handed over
-- from here on, for the cap as well: if nothing is heard of it until `until`, its outcome is unknown.
--
-- The customers are held first, and what is judged is read after that: whoever takes consent back holds
-- them too, so nothing is claimed once that is done. Of a customer's messages one is taken at a time, or two
-- would each find room under the cap. Whoever is busy is passed over, for the next time.
--
-- Returns a row for each message that was found due; what is to be said stands in those that are `sending`.
create or replace function private.claim_messages(
  shop uuid, channel public.message_channel, at timestamptz, claim uuid, until timestamptz,
  at_most integer, most_devices integer
) returns table (
  id uuid, status public.message_status, attempts integer, template_version_id uuid, locale text,
  "values" jsonb, user_id uuid, address text, devices text[], token text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  due constant uuid[] := array(
    select m.id from public.message_logs m
    join public.customers c on c.id = m.customer_id and c.shop_id = m.shop_id
    where m.shop_id = shop and m.status = 'scheduled' and m.scheduled_for <= at
      and m.channel = claim_messages.channel
    order by m.scheduled_for, m.id limit at_most
    for no key update of m skip locked for no key update of c skip locked
  );
begin
  return query
  with first as materialized (
    select distinct on (m.customer_id) m.id, m.shop_id, m.automation_id, m.version_id, m.node,
      m.customer_id, m.details
    from public.message_logs m where m.id = any (due)
    order by m.customer_id, m.scheduled_for, m.id
  ), judged as materialized (
    select f.id, f.customer_id, f.details, g.template_version_id, v.outcome, v.reason, v.scheduled_for
    from (
      select x.version_id, x.automation_id, x.node, array_agg(x.customer_id) as customers,
        (p.nodes -> x.node ->> 'template_version_id')::uuid as template_version_id,
        p.topic, p.quiet_from, p.quiet_until, p.send_days
      from first x join public.automation_versions p on p.id = x.version_id
      group by x.version_id, x.automation_id, x.node, p.id
    ) g
    cross join lateral private.message_verdicts(
      shop, g.automation_id, claim_messages.channel, g.topic, g.template_version_id, g.quiet_from,
      -- Who is held out was decided when it was planned.
      g.quiet_until, g.send_days, 0, at, g.customers
    ) v
    join first f on f.customer_id = v.customer_id
  ), counted as (
    insert into private.mailing_contacts as k (shop_id, customer_id, handed_over)
    select shop, j.customer_id, array[at] from judged j where j.outcome = 'to_send'
    on conflict on constraint mailing_contacts_customer_id_shop_id_pk do update set handed_over = array(
      -- As many, and as old ones, as any cap could count: it may be changed.
      select h.at from (
        select l.at from unnest(k.handed_over) l (at)
        where l.at > claim_messages.at - interval '90 days' order by l.at desc limit 99
      ) h order by h.at
    ) || claim_messages.at
  ), moved as (
    update public.message_logs m set
      status = case j.outcome when 'to_send' then 'sending' when 'rescheduled' then 'scheduled'
        else 'refused' end::public.message_status,
      reason = j.reason,
      scheduled_for = case j.outcome when 'rescheduled' then j.scheduled_for else m.scheduled_for end,
      address = case when j.outcome = 'to_send' and m.channel = 'email' then c.email end,
      attempts = m.attempts + (j.outcome = 'to_send')::integer,
      claim = case when j.outcome = 'to_send' then claim_messages.claim end,
      claimed_until = case when j.outcome = 'to_send' then until end
    from judged j
    left join public.customers c on c.id = j.customer_id and c.shop_id = shop
    where m.id = j.id
    returning m.id, m.status, m.attempts, m.address, m.customer_id, c.user_id
  )
  select m.id, m.status, m.attempts, j.template_version_id, t.locale, t."values" || j.details,
    m.user_id, m.address,
    case when m.status = 'sending' and claim_messages.channel = 'push' then array(
      select d.token from public.push_tokens d where d.user_id = m.user_id
      order by d.last_seen_at desc, d.id limit most_devices
    ) end,
    case when m.status = 'sending' and claim_messages.channel = 'email'
      then private.unsubscribe_token(m.customer_id) end
  from moved m
  join judged j on j.id = m.id
  left join private.template_values(
    shop, array(select s.customer_id from judged s where s.outcome = 'to_send')
  ) t on t.customer_id = m.customer_id and m.status = 'sending';
end
$$;
revoke execute on function private.claim_messages(
  uuid, public.message_channel, timestamptz, uuid, timestamptz, integer, integer
) from public;
grant execute on function private.claim_messages(
  uuid, public.message_channel, timestamptz, uuid, timestamptz, integer, integer
) to service_role;
