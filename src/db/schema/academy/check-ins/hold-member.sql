-- Whether somebody is a member of the gym of a class, and stays it until this transaction is over: an
-- erasure or a leaving under way is waited for, and one to come waits. To be asked ahead of
-- `private.hold_class_date`, as those two take the person, the membership and then the date.
create or replace function private.hold_member(class uuid, person uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  perform from public.classes c
  join public.memberships m on m.gym_id = c.gym_id and m.user_id = person and m.in_effect
  where c.id = class and found
  for share of m;
  return found;
end
$$;

revoke execute on function private.hold_member(uuid, uuid) from public;
