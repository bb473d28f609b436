-- Objects of the bucket that no attachment has, in the order of their names. An upload follows its
-- row, so what has none in one snapshot will have none. A database without Storage has no such files.
create or replace function private.stray_materials(
  wanted_bucket text, after_name text, page_size integer
) returns setof text
language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  return query
    select o.name from storage.objects o
    where o.bucket_id = wanted_bucket and o.name > after_name
      and not exists (select from public.attachments a where a.file_path = o.name)
    order by o.name limit page_size;
end
$$;

revoke execute on function private.stray_materials(text, text, integer) from public;
grant execute on function private.stray_materials(text, text, integer) to service_role;
