-- Who gives somebody another role leaves a trace.
create or replace function private.audit_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.audit(
    new.gym_id, new.user_id, 'role_changed', jsonb_build_object('from', old.role, 'to', new.role)
  );
  return null;
end
$$;

revoke execute on function private.audit_role() from public;
