create or replace function private.is_timezone(name text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  perform timestamptz 'epoch' at time zone name;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;

revoke execute on function private.is_timezone(text) from public;
grant execute on function private.is_timezone(text) to authenticated, service_role;
