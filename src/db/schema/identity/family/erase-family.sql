-- Removes who was whose guardian, what was agreed to, and whom to call. Children who are then nobody's
-- go as well; all are held first, ahead of any row about them.
create or replace function private.erase_family(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  child uuid;
  children constant uuid[] := array(
    select g.dependent_id from public.guardianships g
    where g.guardian_id = erased and g.ended_at is null order by g.dependent_id
  );
begin
  perform from public.users u
  where u.id = any (children) and u.deleted_at is null order by u.id for update;
  delete from public.consents where erased in (user_id, given_by);
  delete from public.emergency_contacts where user_id = erased;
  delete from public.guardianships where erased in (guardian_id, dependent_id);
  update public.guardianships set created_by = null where created_by = erased;
  foreach child in array children loop
    if private.is_orphan(child) then
      perform private.erase_user(child, now());
    end if;
  end loop;
end
$$;
revoke execute on function private.erase_family(uuid) from public;
