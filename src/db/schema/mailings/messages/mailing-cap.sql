-- How many messages within which time a shop's customers get at most; a shop that said nothing has what its
-- row would begin with (`DEFAULT_CAP`).
create or replace function private.mailing_cap(shop uuid, out most integer, out span interval)
language sql stable set search_path = '' as $$
  select coalesce(s.cap_messages, 3), make_interval(hours => 24 * coalesce(s.cap_days, 7))
  from (select) one
  left join public.mailing_settings s on s.shop_id = shop
$$;
revoke execute on function private.mailing_cap(uuid) from public;
grant execute on function private.mailing_cap(uuid) to service_role;
