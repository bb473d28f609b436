-- Writes down how an account stands at an instant, for the lists. For who holds the account.
create or replace function private.restate_dues(account uuid, at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
declare
  held public.dues_accounts;
  now_is record;
begin
  select a.* into held from public.dues_accounts a where a.id = account;
  select * into now_is from private.dues_on(held, private.dues_day(held.gym_id, at));
  update public.dues_accounts a
  set state = now_is.state, overdue_since = now_is.overdue_since, changes_on = now_is.changes_on,
    ended_at = case when now_is.state = 'ended' then coalesce(a.ended_at, at) end
  where a.id = account and (a.state, a.overdue_since, a.changes_on)
    is distinct from (now_is.state, now_is.overdue_since, now_is.changes_on);
end
$$;
revoke execute on function private.restate_dues(uuid, timestamptz) from public;
