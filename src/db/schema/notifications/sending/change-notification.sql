-- Changes a notification that is still to be sent: the fields that `changes` names, as they come from a
-- contract. For who sent it and the managers, who then must be allowed to write to its audience.
-- Refusals: those of private.hold_notification and private.send_notification.
create or replace function private.change_notification(
  gym uuid, id uuid, version timestamptz, changes jsonb
) returns table (refusal text, notification public.notifications)
language plpgsql volatile security definer set search_path = '' as $$
declare
  held constant record := private.hold_notification(gym, id, version);
  becomes public.notifications;
begin
  refusal := held.refusal;
  if refusal is null then
    becomes := jsonb_populate_record(held.notification, changes - array[
      'id', 'gym_id', 'sent_by', 'automatic', 'status', 'failure', 'sent_at', 'recipients_count',
      'legacy_id', 'created_at', 'updated_at'
    ]);
    refusal := private.audience_refusal(
      becomes.gym_id, becomes.audience,
      case when changes ? 'scheduled_for' then becomes.scheduled_for end
    );
  end if;
  if refusal is null then
    update public.notifications n
    set kind = becomes.kind, channel = becomes.channel, title = becomes.title,
      content = becomes.content, audience = becomes.audience, scheduled_for = becomes.scheduled_for
    where n.id = becomes.id
    returning n.* into notification;
  end if;
  return next;
end
$$;
revoke execute on function private.change_notification(uuid, uuid, timestamptz, jsonb) from public;
grant execute on function private.change_notification(uuid, uuid, timestamptz, jsonb) to authenticated;
