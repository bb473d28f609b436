-- For everybody, whatever their grants: history is added to, never changed.
create or replace function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

revoke execute on function private.refuse_change() from public;
