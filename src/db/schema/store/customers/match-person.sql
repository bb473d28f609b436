-- Finds which customers a person is, in the shops of gyms that approved them: those of their verified
-- address who are nobody yet. Each shop is held alone, so that a customer who is being written meanwhile
-- is waited for. Who turns out to be a minor is nobody's customer.
create or replace function private.match_person(person uuid) returns void
language plpgsql set search_path = '' as $$
declare
  known public.users;
  shop uuid;
  members uuid[];
begin
  select u.* into known from public.users u where u.id = person;
  if private.is_minor(known.birth_date) then
    perform private.unmatch_person(person);
    return;
  end if;
  if known.email is null or known.email_verified_at is null then
    return;
  end if;
  for shop in
    select h.id from public.shops h
    join public.memberships m on m.gym_id = h.gym_id and m.user_id = person and m.in_effect
    where h.deleted_at is null order by h.id
  loop
    perform private.hold_store(shop, true);
    members := private.hold_members(shop, array[known.email]);
    perform private.match_members(shop, array(
      select c.id from public.customers c
      where lower(c.email collate "C") = lower(known.email collate "C") and c.shop_id = shop
      order by c.id for update
    ), members);
  end loop;
end
$$;
revoke execute on function private.match_person(uuid) from public;
