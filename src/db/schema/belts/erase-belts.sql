-- Removes a person's titles, takes their name from what they awarded and wrote, and from their ranks who
-- awarded them and why a rule was set aside; the ranks stay, without a name.
create or replace function private.erase_belts(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.titles where user_id = erased;
  update public.titles set recorded_by = null where recorded_by = erased;
  update public.graduations set override_reason = null, void_reason = null, awarded_by = null
  where user_id = erased;
  update public.graduations set awarded_by = null where awarded_by = erased;
  update public.grading_events set created_by = null where created_by = erased;
end
$$;
revoke execute on function private.erase_belts(uuid) from public;
