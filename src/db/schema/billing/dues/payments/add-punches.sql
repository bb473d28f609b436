-- Adds classes to a card that was paid for, or to a trial.
create or replace function private.add_punches(account uuid, gym uuid, payment uuid, count integer)
returns void
language sql volatile set search_path = '' as $$
  insert into private.dues_punches (account_id, gym_id, payment_id)
  select account, gym, payment from generate_series(1, count);
$$;
revoke execute on function private.add_punches(uuid, uuid, uuid, integer) from public;
