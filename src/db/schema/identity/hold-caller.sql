-- The caller, whom nobody erases until this transaction is over; null for who has no account. To be
-- asked before a row of theirs is locked: an erasure locks the person first and then their rows, and
-- in another order the two would wait for one another.
create or replace function private.hold_caller() returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  perform from public.users u where u.id = caller and u.deleted_at is null for key share;
  if not found and caller is not null then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return caller;
end
$$;

revoke execute on function private.hold_caller() from public;
