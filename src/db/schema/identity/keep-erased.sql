-- Leaves the rows of an erased person as the erasure left them: a change of one changes nothing, as
-- if it were not there. No lock is needed here: the row's own has waited for an erasure under way,
-- and one still to come waits for it. The argument is the column that says who.
create or replace function private.keep_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := to_jsonb(old) ->> tg_argv[0];
begin
  if exists (select from public.users u where u.id = person and u.deleted_at is not null) then
    return null;
  end if;
  return new;
end
$$;

revoke execute on function private.keep_erased() from public;
