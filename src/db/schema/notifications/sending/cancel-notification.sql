-- Takes back a notification that is still to be sent: for who sent it and the managers. Nobody was told,
-- so nothing of it is left. Answers the refusal, as private.hold_notification has it, or null.
create or replace function private.cancel_notification(gym uuid, id uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  held constant record := private.hold_notification(gym, id, null);
begin
  if held.refusal is null then
    delete from public.notifications n where n.id = cancel_notification.id;
  end if;
  return held.refusal;
end
$$;
revoke execute on function private.cancel_notification(uuid, uuid) from public;
grant execute on function private.cancel_notification(uuid, uuid) to authenticated;
