-- Sets what who has this token wants, at an instant: none at all or not (null: as it is), and the topics
-- to leave out.
-- They alone may take their own word back. A door of its own, opened by the token alone; false for one
-- that leads to nobody.
create or replace function private.put_mailing_preferences(
  token text, unsubscribed boolean, refused text[], at timestamptz default now()
) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  who constant uuid := private.customer_of_token(token);
  customer public.customers;
begin
  select c.* into customer from public.customers c where c.id = who for no key update;
  if not found then
    return false;
  end if;
  delete from public.refused_topics r
  where r.customer_id = customer.id and r.shop_id = customer.shop_id and r.topic <> all (refused);
  insert into public.refused_topics (shop_id, customer_id, topic, created_at)
  select customer.shop_id, customer.id, t.topic, at from unnest(refused) t (topic)
  on conflict do nothing;
  if unsubscribed then
    perform private.unsubscribe(token, at);
  elsif not unsubscribed then
    perform private.resubscribe(customer);
  end if;
  return true;
end
$$;
revoke execute on function private.put_mailing_preferences(text, boolean, text[], timestamptz)
  from public;
grant execute on function private.put_mailing_preferences(text, boolean, text[], timestamptz)
  to anon, authenticated;
