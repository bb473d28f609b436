-- Ends a person's memberships, and with them what they have booked, takes their name out of the trail,
-- and takes them from the gyms they manage, which it answers by name: those wait for a new manager. The
-- trail of each of their gyms keeps that somebody was erased, and by whom, if it was not themselves.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_academy(erased);
  delete from public.invitations where erased in (user_id, accepted_by);
  update public.invitations set created_by = null where created_by = erased;
  update public.audit_events set actor_id = null where actor_id = erased;
  update public.audit_events set subject_id = null, details = '{}' where subject_id = erased;
  insert into public.audit_events (gym_id, actor_id, action)
  select m.gym_id, nullif(private.current_user_id(), erased), 'erased' from public.memberships m
  where m.user_id = erased and m.left_at is null and m.denied_at is null;
  update public.memberships set left_at = coalesce(left_at, now()), external_ref = null
  where user_id = erased and (left_at is null or external_ref is not null);
  update public.check_ins set override_reason = null, checked_in_by = null
  where user_id = erased and num_nonnulls(override_reason, checked_in_by) > 0;
  update public.check_ins set checked_in_by = null where checked_in_by = erased;
  delete from public.calendar_links where user_id = erased;
  delete from private.member_pins where user_id = erased;
  delete from private.check_in_codes where user_id = erased;
  update public.front_desk_events set user_id = null where user_id = erased;
  update public.front_desks set created_by = null where created_by = erased;
  update public.classes set instructor_id = null where instructor_id = erased;
  update public.classes set created_by = null where created_by = erased;
  update public.class_changes set instructor_id = null where instructor_id = erased;
  update public.class_changes set created_by = null where created_by = erased;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
revoke execute on function private.erase_academy(uuid) from public;
