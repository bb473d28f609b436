-- The customers that are the caller: of any shop, also of a gym that they have left. A guardian's list
-- does not hold their children's.
create or replace function private.own_customer_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(c.id) from public.customers c
      join public.shops s on s.id = c.shop_id and s.deleted_at is null
      where c.user_id = caller
    ),
    '{}'
  );
end
$$;
revoke execute on function private.own_customer_ids() from public;
grant execute on function private.own_customer_ids() to authenticated, service_role;
