-- Holds an account of a gym that the caller manages, and answers it; no row where there is none.
create or replace function private.hold_dues_account(account uuid) returns setof public.dues_accounts
language plpgsql volatile set search_path = '' as $$
begin
  return query
    select a.* from public.dues_accounts a
    where a.id = account and a.gym_id = any (private.gym_ids('MANAGER')) for no key update;
end
$$;
revoke execute on function private.hold_dues_account(uuid) from public;
