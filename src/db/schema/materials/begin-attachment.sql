-- Makes the row of a file that is about to be uploaded to a class, or to material of its series, and
-- reserves its room; by who teaches the class and managers of its gym, no row for anybody else. Those
-- of one gym wait for one another, so that together they do not use more than there is.
create or replace function private.begin_attachment(
  wanted_class uuid, wanted_asset uuid, name text, content_type text, reserved bigint,
  expires timestamptz
) returns setof public.attachments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  class public.classes;
  fits boolean;
begin
  select c.* into class from public.classes c
  where c.id = wanted_class and c.deleted_at is null
    and (
      c.gym_id = any (private.gym_ids('MANAGER'))
      or c.id = any (private.taught_series_class_ids())
    )
  for share;
  if not found then
    return;
  end if;
  if wanted_asset is not null then
    select c.* into class from public.assets a join public.classes c on c.id = a.class_id
    where a.id = wanted_asset
      and coalesce(c.series_id, c.id) = coalesce(class.series_id, class.id)
    for key share of a;
    if not found then
      raise exception 'the class has no such material' using errcode = 'check_violation',
        constraint = 'attachments_of_asset', column = 'asset_id';
    end if;
  end if;
  perform from public.gyms g where g.id = class.gym_id for no key update;
  select u.used_bytes + greatest(reserved, 65536) <= u.quota_bytes into fits
  from private.materials_use(class.gym_id) u;
  if not fits then
    raise exception 'the gym has no room for the file' using errcode = 'check_violation',
      constraint = 'attachments_gym_full';
  end if;
  return query
    insert into public.attachments
      (class_id, gym_id, asset_id, file_name, file_type, file_size, valid_until, created_by)
    values (
      class.id, class.gym_id, wanted_asset, name, content_type, reserved, expires, caller
    )
    returning *;
end
$$;

revoke execute on function private.begin_attachment(uuid, uuid, text, text, bigint, timestamptz)
  from public;
grant execute on function private.begin_attachment(uuid, uuid, text, text, bigint, timestamptz)
  to authenticated;
