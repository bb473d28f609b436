-- What private.hold_person does, for rows that name a person by the subject of their token. Who has
-- no account yet has none that could be erased.
create or replace function private.hold_subject() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.users u where u.subject = new.subject and u.deleted_at is null for key share;
  if not found and exists (select from public.users u where u.subject = new.subject) then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return new;
end
$$;

revoke execute on function private.hold_subject() from public;
