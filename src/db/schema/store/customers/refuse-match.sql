-- Says for the caller, who manages the shop or is the member, that a customer is not this member: no
-- address matches the two again. False where there is no such match. Persons are held before the
-- customer, as an erasure holds them.
create or replace function private.refuse_match(customer uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  known record;
begin
  select c.shop_id, c.user_id, h.gym_id into known from public.customers c
  join public.shops h on h.id = c.shop_id and h.deleted_at is null
  where c.id = customer and (c.user_id = caller or c.shop_id = any (private.shop_ids()));
  perform from public.users u where u.id = known.user_id for key share;
  perform from public.customers c where c.id = customer and c.user_id = known.user_id for update;
  if not found then
    return false;
  end if;
  insert into private.refused_matches (customer_id, shop_id, user_id)
  values (customer, known.shop_id, known.user_id);
  update public.customers c set user_id = null, matched_by = null where c.id = customer;
  perform private.audit(
    known.gym_id, known.user_id, 'customer_unmatched', jsonb_build_object('customer_id', customer)
  );
  return true;
end
$$;
revoke execute on function private.refuse_match(uuid) from public;
grant execute on function private.refuse_match(uuid) to authenticated;
