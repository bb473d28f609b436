-- Holds people and their memberships in a gym, these alone, in the order of all who hold several: the
-- people, the memberships, then accounts. False where somebody is no member.
create or replace function private.hold_covered(gym uuid, people uuid[], payer uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  held integer;
begin
  perform from public.users u
  where (u.id = any (people) or u.id = payer) and u.deleted_at is null
  order by u.id for key share;
  perform from public.memberships m
  where m.gym_id = gym and m.user_id = any (people) and m.in_effect
  order by m.user_id for no key update;
  get diagnostics held = row_count;
  return held = cardinality(people);
end
$$;
revoke execute on function private.hold_covered(uuid, uuid[], uuid) from public;
