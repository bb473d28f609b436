-- Writes to members of a gym, now or at a time to come: for its staff, as `private.may_notify` has it.
-- One row: the refusal, or the notification, which a job resolves when it is due.
-- Refusals: not_staff_here, class_not_found, not_your_class, scheduled_in_past, scheduled_too_late.
create or replace function private.send_notification(
  gym uuid, kind text, channel text, title text, content text, audience jsonb, due timestamptz
) returns table (refusal text, notification public.notifications)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  refusal := private.audience_refusal(gym, audience, due);
  if refusal is null then
    insert into public.notifications as n
      (gym_id, sent_by, kind, channel, title, content, audience, scheduled_for)
    values (
      gym, caller, send_notification.kind, send_notification.channel, send_notification.title,
      send_notification.content, send_notification.audience, due
    )
    returning n.* into notification;
  end if;
  return next;
end
$$;
revoke execute on function private.send_notification(
  uuid, text, text, text, text, jsonb, timestamptz
) from public;
grant execute on function private.send_notification(
  uuid, text, text, text, text, jsonb, timestamptz
) to authenticated;
