-- The one resolver from a verified token to a user. `sub` stays text: Clerk's is not a uuid. Which claims
-- count is as private.caller_claims says, written out in the one query, because calling it from here would
-- double what a signature costs every statement. The subject is in a select of its own, or the claims would
-- be parsed several times over.
create or replace function private.current_user_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select u.id from public.users u
    where u.subject = (
      select case when session_user <> 'edge' then auth.jwt() ->> 'sub' else (
        select current_setting('request.jwt.claims', true)::jsonb ->> 'sub'
        from private.claims_keys k
        where encode(
          sha256(k.outer_pad || sha256(
            k.inner_pad || convert_to(current_setting('request.jwt.claims', true), 'UTF8')
          )), 'hex'
        ) = current_setting('request.jwt.signature', true)
      ) end
    ) and u.deleted_at is null
  );
end
$$;

revoke execute on function private.current_user_id() from public;
grant execute on function private.current_user_id() to anon, authenticated, service_role;
