-- Holds a notification of a gym that the caller is to change, as it is then, or says why they may not:
-- they are not its staff, somebody else sent it and they are no manager, or it is not pending any more.
-- Nobody changes what is automatic.
create or replace function private.hold_notification(
  gym uuid, id uuid, version timestamptz, out refusal text, out notification public.notifications
)
language plpgsql volatile set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  select n.* into notification from public.notifications n
  where n.id = hold_notification.id and n.gym_id = gym and not n.automatic
    and gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  for update;
  refusal := case
    when notification.id is null then 'notification_not_found'
    when notification.sent_by is distinct from caller
      and not gym = any (private.gym_ids('MANAGER')) then 'not_the_sender'
    when notification.status <> 'pending' then 'notification_' || notification.status
    when notification.updated_at <> version then 'precondition_failed'
  end;
end
$$;
revoke execute on function private.hold_notification(uuid, uuid, timestamptz) from public;
