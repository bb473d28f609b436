-- How much of its room in Storage a gym uses, for its staff; no row for anybody else. A file counts
-- 64 kB at least, so that the room bounds how many there are as well.
create or replace function private.materials_use(gym uuid)
returns table (file_count bigint, used_bytes bigint, quota_bytes bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return query
      select count(*), coalesce(sum(greatest(a.file_size, 65536)), 0)::bigint, 2147483648::bigint
      from public.attachments a where a.gym_id = gym;
  end if;
end
$$;

revoke execute on function private.materials_use(uuid) from public;
grant execute on function private.materials_use(uuid) to authenticated;
