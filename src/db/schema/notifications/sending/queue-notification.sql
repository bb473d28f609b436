-- Puts the sending of a notification into the queue, for when it is due. One that was put off since is
-- found early by the job of before, which leaves it: each time has a job of its own.
create or replace function private.queue_notification() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'resolve_notification', jsonb_build_object('notification_id', new.id),
    concat_ws(' ', new.id, extract(epoch from new.scheduled_for)), job_run_at => new.scheduled_for
  );
  return null;
end
$$;
revoke execute on function private.queue_notification() from public;
