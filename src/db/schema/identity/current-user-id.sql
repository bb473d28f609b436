-- The one resolver from a verified token to a user. `sub` stays text: Clerk's is not a uuid. It is read
-- into a constant first: inside the query the claims would be parsed several times over.
create or replace function private.current_user_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  caller_subject constant text := auth.jwt() ->> 'sub';
begin
  return (
    select u.id from public.users u
    where u.subject = caller_subject and u.deleted_at is null
  );
end
$$;

revoke execute on function private.current_user_id() from public;
grant execute on function private.current_user_id() to anon, authenticated, service_role;
