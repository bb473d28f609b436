-- Members of a shop's gym whose verified address is one of these, held: an erasure of them waits, or was
-- waited for. Addresses are the same but for the case of ASCII letters: beyond them `lower` makes one
-- of two.
create or replace function private.hold_members(shop uuid, addresses text[]) returns uuid[]
language plpgsql set search_path = '' as $$
begin
  return array(
    select u.id from public.users u
    where lower(u.email collate "C") = any (array(
      select lower(a collate "C") from unnest(addresses) a where a is not null
    ))
    and u.email_verified_at is not null and u.deleted_at is null
    and exists (
      select from public.shops h
      join public.memberships m on m.gym_id = h.gym_id and m.user_id = u.id and m.in_effect
      where h.id = shop
    )
    order by u.id for key share of u
  );
end
$$;
revoke execute on function private.hold_members(uuid, text[]) from public;
