-- Who changes the birth date of a child leaves a trace, and so does who makes somebody else a child.
-- Not the dates: managers read the trail, and a child's date only where that leaves a trace as well.
create or replace function private.audit_birth_date() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_minor(old.birth_date)
    or private.is_minor(new.birth_date) and new.id is distinct from private.current_user_id()
  then
    perform private.audit(
      null, new.id, 'birth_date_changed',
      jsonb_build_object(
        'was_minor', private.is_minor(old.birth_date), 'is_minor', private.is_minor(new.birth_date)
      )
    );
  end if;
  return null;
end
$$;

revoke execute on function private.audit_birth_date() from public;
