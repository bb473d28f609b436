-- Ends a person's memberships and takes them from the gyms they manage, which it answers by name:
-- those wait for a new manager.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
  update public.memberships set left_at = now() where user_id = erased and left_at is null;
  delete from public.calendar_links where user_id = erased;
  update public.classes set instructor_id = null where instructor_id = erased;
  update public.classes set created_by = null where created_by = erased;
  update public.class_changes set instructor_id = null where instructor_id = erased;
  update public.class_changes set created_by = null where created_by = erased;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
revoke execute on function private.erase_academy(uuid) from public;
