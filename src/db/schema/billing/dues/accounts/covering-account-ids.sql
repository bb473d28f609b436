-- The accounts that cover, or covered, the caller or a child of theirs. plpgsql, so that the planner
-- cannot inline it and policies keep using their index.
create or replace function private.covering_account_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct c.account_id from public.dues_coverage c
    where c.user_id = any (private.person_ids())
  );
end
$$;
revoke execute on function private.covering_account_ids() from public;
grant execute on function private.covering_account_ids() to authenticated, service_role;
