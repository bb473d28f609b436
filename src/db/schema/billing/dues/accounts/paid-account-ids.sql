-- The accounts that the caller, or a child of theirs, pays for. plpgsql, so that the planner cannot
-- inline it and policies keep using their index.
create or replace function private.paid_account_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select a.id from public.dues_accounts a where a.payer_id = any (private.person_ids())
  );
end
$$;
revoke execute on function private.paid_account_ids() from public;
grant execute on function private.paid_account_ids() to authenticated, service_role;
