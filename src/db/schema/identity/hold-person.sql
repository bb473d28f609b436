-- Who writes a row about a person holds that person until the transaction is over. An erasure takes
-- the same row for itself: it waits for those who hold it, and removes what they wrote; those who
-- come later wait for it, and are refused, because the row is looked at again after the wait. The
-- argument is the column that says who, read once: in the statement a plan that scans would make JSON
-- of the row for every user. `personalData` puts this on every table that it declares.
create or replace function private.hold_person() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := to_jsonb(new) ->> tg_argv[0];
begin
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  if not found then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return new;
end
$$;

revoke execute on function private.hold_person() from public;
