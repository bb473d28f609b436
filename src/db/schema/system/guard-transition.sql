-- Refuses a change of state that was not declared legal (`stateMachine` in TypeScript). Its arguments
-- are the column and, as JSON, the states that each state may become; '' is the state before there
-- was a row. Nobody is exempt.
create or replace function private.guard_transition() returns trigger
language plpgsql set search_path = '' as $$
declare
  was text := '';
  becomes constant text := to_jsonb(new) ->> tg_argv[0];
begin
  if tg_op = 'UPDATE' then
    was := to_jsonb(old) ->> tg_argv[0];
  end if;
  if was <> becomes and not coalesce((tg_argv[1]::jsonb -> was) ? becomes, false) then
    raise exception '% of % does not go from "%" to "%"', tg_argv[0], tg_table_name, was, becomes
      using errcode = 'check_violation', constraint = tg_table_name || '_transition',
        detail = format('from %s to %s', was, becomes);
  end if;
  return new;
end
$$;
revoke execute on function private.guard_transition() from public;
