-- The shops of the gyms that the caller manages. plpgsql, so that the planner cannot inline it and
-- policies keep using the shop index.
create or replace function private.shop_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (
      select array_agg(s.id) from public.shops s
      where s.gym_id = any (private.gym_ids('MANAGER')) and s.deleted_at is null
    ),
    '{}'
  );
end
$$;
revoke execute on function private.shop_ids() from public;
grant execute on function private.shop_ids() to authenticated, service_role;
