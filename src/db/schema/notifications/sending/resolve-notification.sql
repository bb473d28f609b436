-- Sends a notification that is due by `at`, for the job that does: finds out who its audience is now, and
-- makes its recipients and deliveries. However often and by however many it is called, once. Answers how
-- it stands then; null for one that was taken back. It fails where its class is gone, or who sent it may
-- not write to these people any more.
--
-- Who is erased meanwhile holds their own row, waits for the rows about them, and so does this, in that
-- order: people, by id, before the notification. Whoever is told is among them, also a guardian.
create or replace function private.resolve_notification(id uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  due public.notifications;
  people uuid[];
  failed text;
  made record;
begin
  loop
    select n.* into due from public.notifications n where n.id = resolve_notification.id;
    if due.id is null or due.status <> 'pending' or due.scheduled_for > at then
      return due.status;
    end if;
    people := private.audience_of(due.gym_id, due.audience, at);
    perform from public.users u
    where u.deleted_at is null and u.id in (
      select unnest(people)
      union
      select g.guardian_id from public.guardianships g
      where g.dependent_id = any (people) and g.ended_at is null
    )
    order by u.id for key share;
    perform from public.notifications n
    where n.id = due.id and n.updated_at = due.updated_at for update;
    -- Otherwise somebody changed it since it was read.
    exit when found;
  end loop;

  failed := case
    when not due.automatic and not private.may_notify(due.sent_by, due.gym_id, due.audience)
      then 'sender_gone'
    when exists (
      select from public.classes c
      where c.id = (due.audience ->> 'class_id')::uuid and c.deleted_at is not null
    ) then 'class_gone'
  end;
  if failed is not null then
    update public.notifications n set status = 'failed', failure = failed where n.id = due.id;
    return 'failed';
  end if;
  select * into made from private.make_deliveries(due, people, at);
  update public.notifications n
  set status = 'sent', sent_at = at, recipients_count = made.recipients where n.id = due.id;
  if made.any_due then
    perform private.enqueue_deliveries(due.id);
  end if;
  return 'sent';
end
$$;
revoke execute on function private.resolve_notification(uuid, timestamptz) from public;
grant execute on function private.resolve_notification(uuid, timestamptz) to service_role;
