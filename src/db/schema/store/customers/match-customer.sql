-- Says for a manager of the shop that a customer is this member, whatever their addresses are: a grown-up
-- who is approved in the shop's gym. False where the caller's shops have no such customer. The person is
-- held before the customer, as an erasure holds them.
create or replace function private.match_customer(customer uuid, member uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  gym uuid;
begin
  perform private.hold_caller();
  select h.gym_id into gym from public.customers c
  join public.shops h on h.id = c.shop_id and h.id = any (private.shop_ids())
  where c.id = customer;
  if not found then
    return false;
  end if;
  perform from public.users u
  join public.memberships m on m.user_id = u.id and m.gym_id = gym and m.in_effect
  where u.id = member and u.deleted_at is null and not private.is_minor(u.birth_date)
  for key share of u;
  if not found then
    raise exception 'not a grown-up member of the gym'
      using errcode = 'check_violation', constraint = 'customers_member';
  end if;
  update public.customers c set user_id = member, matched_by = 'person'
  where c.id = customer and c.deleted_at is null and c.redacted_at is null;
  if not found then
    return false;
  end if;
  delete from private.refused_matches r where r.customer_id = customer and r.user_id = member;
  perform private.audit(
    gym, member, 'customer_matched', jsonb_build_object('customer_id', customer)
  );
  return true;
end
$$;
revoke execute on function private.match_customer(uuid, uuid) from public;
grant execute on function private.match_customer(uuid, uuid) to authenticated;
