-- Holds the caller ahead of all rows of a statement, as private.hold_caller says.
create or replace function private.hold_caller_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  return null;
end
$$;

revoke execute on function private.hold_caller_first() from public;
