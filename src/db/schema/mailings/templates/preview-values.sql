-- The values of one customer for a manager of their shop, who is shown what a template comes to; no row
-- for anybody else's, and for who was deleted or redacted.
create or replace function private.preview_values(shop uuid, customer uuid)
returns table (locale text, "values" jsonb)
language plpgsql stable security definer rows 1 set search_path = '' as $$
begin
  if (shop = any (private.shop_ids())) is not true or not exists (
    select from public.customers c
    where c.id = customer and c.shop_id = shop and c.deleted_at is null and c.redacted_at is null
  ) then
    return;
  end if;
  return query
    select v.locale, v."values" from private.template_values(shop, array[customer]) v;
end
$$;
revoke execute on function private.preview_values(uuid, uuid) from public;
grant execute on function private.preview_values(uuid, uuid) to authenticated;
