-- What who has this token is told of the mailings of a shop: whose it is, the address but for most of its
-- letters, their language, whether they agreed at all, whether they unsubscribed, whether the provider
-- gave the address up, and what they want nothing about. No row for a token that leads to nobody.
create or replace function private.mailing_preferences(token text)
returns table (
  gym_name text, address text, locale text, agreed boolean, unsubscribed boolean,
  undeliverable boolean, refused text[]
)
language plpgsql stable security definer rows 1 set search_path = '' as $$
begin
  return query
    select g.name, regexp_replace(c.email, '^(.)[^@]*@', '\1•••@'), c.locale,
      coalesce(c.email_consent = 'subscribed', false),
      coalesce(bool_or(s.reason = 'unsubscribed'), false),
      coalesce(bool_or(s.reason <> 'unsubscribed'), false),
      array(
        select r.topic from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = c.shop_id order by r.topic
      )
    from public.customers c
    join public.shops h on h.id = c.shop_id
    join public.gyms g on g.id = h.gym_id
    left join public.suppressions s
      on s.shop_id = c.shop_id and (s.customer_id = c.id or s.address = lower(c.email))
    where c.id = private.customer_of_token(token)
    group by g.name, c.id;
end
$$;
revoke execute on function private.mailing_preferences(text) from public;
grant execute on function private.mailing_preferences(text) to anon, authenticated;
