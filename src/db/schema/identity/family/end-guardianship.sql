-- Ends the caller's guardianship of a child. The last guardian of a child who is in no gym would leave
-- a record that nobody reaches: that one is erased instead, by another call.
create or replace function private.end_guardianship(dependent uuid)
returns setof public.guardianships
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  ended public.guardianships;
begin
  perform from public.users u where u.id = dependent for no key update;
  if dependent = caller or not dependent = any (private.person_ids()) then
    return;
  end if;
  update public.guardianships g set ended_at = now()
  where g.guardian_id = caller and g.dependent_id = dependent and g.ended_at is null
  returning g.* into ended;
  if private.is_orphan(dependent) then
    raise exception 'nobody else has this record'
      using errcode = 'check_violation', constraint = 'guardianships_last';
  end if;
  perform private.audit(null, dependent, 'guardianship_ended');
  return next ended;
end
$$;
revoke execute on function private.end_guardianship(uuid) from public;
grant execute on function private.end_guardianship(uuid) to authenticated;
