-- Refuses an account that is made of news from before its erasure. Whoever makes one has read that
-- there is no tombstone, and may then have waited for the erasure that leaves it: here, behind the
-- wait, it is seen.
create or replace function private.refuse_revival() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.users u
    where u.subject = new.subject and u.deleted_at is not null
      and u.identity_updated_at >= greatest(new.identity_updated_at, new.token_issued_at)
  ) then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return null;
end
$$;

revoke execute on function private.refuse_revival() from public;
