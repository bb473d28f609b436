-- Whether who was born then is not eighteen yet; without a date nobody is taken for a child.
create or replace function private.is_minor(birth_date date) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(birth_date > private.adults_born_by(), false);
end
$$;

revoke execute on function private.is_minor(date) from public;
grant execute on function private.is_minor(date) to authenticated, service_role;
