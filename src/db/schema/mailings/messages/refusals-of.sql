-- Why customers would get nothing from a template about a topic by a channel at an instant, the first
-- reason of each (`refusalReasons` is their order), and by whose clock they live. Null: nothing is in the
-- way. Who is not there (any more) has a row too.
--
-- Consent to mails is what Shopify tells; to pushes, that the member turned on the kind `offers`, which is
-- off without a row. A suppression of the address or of the customer keeps mails away; pushes are kept away
-- by the person's own word alone. A child is nobody's customer: neither themselves nor by an address that
-- is their account's.
create or replace function private.refusals_of(
  shop uuid, stopped boolean, channel public.message_channel, topic text, template_version uuid,
  at timestamptz, customers uuid[]
) returns table (customer_id uuid, reason text, zone text)
language plpgsql stable rows 100 set search_path = '' as $$
declare
  by_mail constant boolean := channel = 'email';
  grown_by constant date := private.adults_born_by((at at time zone 'UTC')::date);
  -- What a customer must have a value of, since nothing stands in for it.
  needed constant text[] := coalesce((
    select t.variables from public.message_template_versions t
    where t.id = template_version and t.shop_id = shop
  ), '{}');
begin
  return query
  with known as materialized (
    select a.id as asked, c.*
    from (select distinct unnest as id from unnest(customers)) a
    left join public.customers c on c.id = a.id and c.shop_id = shop
  ), zones as materialized (
    -- `private.customer_zone` for a set, each once: what may be no zone at all is slow to try.
    select z.told from (select distinct k.timezone as told from known k) z
    where z.told is not null and private.is_timezone(z.told)
  )
  select c.asked, case
      when c.id is null or c.redacted_at is not null or c.deleted_at is not null then 'customer_gone'
      when stopped then 'automation_stopped'
      when by_mail and c.email is null then 'no_address'
      when not by_mail and not exists (
        select from public.push_tokens d where d.user_id = c.user_id
      ) then 'no_device'
      when u.birth_date > grown_by or exists (
        select from public.users m
        where lower(m.email collate "C") = lower(c.email collate "C")
          and m.birth_date > grown_by and m.deleted_at is null
      ) then 'minor'
      when by_mail and (exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason <> 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason <> 'unsubscribed'
      )) then 'suppressed'
      when exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason = 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason = 'unsubscribed'
      ) then 'unsubscribed'
      when by_mail and c.email_consent is distinct from 'subscribed' then 'no_consent'
      when not by_mail and not exists (
        select from public.notification_preferences p
        where p.user_id = c.user_id and p.kind = 'offers' and p.channel = 'push' and p.enabled
      ) then 'no_consent'
      when exists (
        select from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = shop and r.topic = refusals_of.topic
      ) then 'topic_refused'
      when exists (
        select from unnest(needed) v (name) where t."values" ->> v.name is null
      ) then 'missing_value'
    end,
    coalesce(z.told, u.timezone, h.timezone)
  from known c
  left join zones z on z.told = c.timezone
  left join public.shops h on h.id = shop
  left join public.users u on u.id = c.user_id
  left join private.template_values(shop, case when needed <> '{}' then customers else '{}' end) t
    on t.customer_id = c.asked;
end
$$;
revoke execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) from public;
grant execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) to service_role;
