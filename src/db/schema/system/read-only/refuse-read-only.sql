-- Before every statement that writes (src/db/declare/read-only.ts): while the switch is on, nobody but the
-- owner gets past it, whose session moves the data in. To read the switch takes a lock that is kept to the end
-- of the transaction: whoever turns it waits for all who have read it, and who waits for them sees what
-- became of it, as each query here has a snapshot of its own. Not so under stricter isolation: there the row is
-- locked, which fails where it has changed since the snapshot. `default_transaction_read_only` is a default: any
-- session may set it back, and the Data API does.
create or replace function private.refuse_read_only() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  is_on boolean;
begin
  if session_user = current_user then
    return null;
  end if;
  if current_setting('transaction_isolation') in ('read committed', 'read uncommitted') then
    select w.read_only into is_on from private.write_switch w;
  else
    select w.read_only into is_on from private.write_switch w for share;
  end if;
  if is_on then
    raise exception 'read_only' using errcode = 'read_only_sql_transaction', constraint = 'read_only';
  end if;
  return null;
end
$$;

revoke execute on function private.refuse_read_only() from public;
