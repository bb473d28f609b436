-- Says that the caller's file is there whole, and how long it is, which is at most what was reserved.
-- No row where there is none such: it was deleted meanwhile, or they no longer write in that class.
create or replace function private.complete_attachment(attachment uuid, bytes bigint)
returns setof public.attachments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  return query
    update public.attachments a set state = 'ready', file_size = bytes
    where a.id = attachment and a.created_by = caller and a.state = 'uploading'
      and bytes <= a.file_size
      and (
        a.gym_id = any (private.gym_ids('MANAGER'))
        or a.class_id = any (private.taught_series_class_ids())
      )
    returning a.*;
end
$$;

revoke execute on function private.complete_attachment(uuid, bigint) from public;
grant execute on function private.complete_attachment(uuid, bigint) to authenticated;
