-- On a birth date hangs until when others act for somebody: a child does not change their own, nobody
-- takes it away, and it lies in the past.
create or replace function private.guard_birth_date() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.birth_date > (now() at time zone 'UTC')::date then
    raise exception 'a birth date lies in the past'
      using errcode = 'check_violation', constraint = 'users_birth_date_past', column = 'birth_date';
  end if;
  if current_user = 'authenticated' and private.is_minor(old.birth_date)
    and new.birth_date is distinct from old.birth_date
    and (new.birth_date is null or old.id = private.current_user_id())
  then
    raise exception 'the birth date of a child is changed by a guardian or a manager'
      using errcode = 'insufficient_privilege', constraint = 'users_birth_date_guarded';
  end if;
  return new;
end
$$;

revoke execute on function private.guard_birth_date() from public;
