-- Has what is left of a notification's deliveries sent, by a job for each channel: to be called behind
-- whatever makes some of them pending, in its transaction. A job that waits is made to come earlier;
-- one that runs is held until this commits, and looks at the end at what is left.
create or replace function private.enqueue_deliveries(notification uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  left_over record;
  job record;
  job_status text;
begin
  for left_over in
    select d.channel, min(case d.state when 'pending' then d.not_before else d.claimed_until end) as due
    from private.notification_deliveries d
    where d.notification_id = notification and d.state in ('pending', 'sending')
    group by d.channel order by d.channel
  loop
    loop
      select * into job from private.enqueue_job(
        'send_notifications',
        jsonb_build_object('notification_id', notification, 'channel', left_over.channel),
        notification || ' ' || left_over.channel,
        job_run_at => case when left_over.due > now() then left_over.due end
      );
      exit when job.enqueued;
      select j.status into job_status from private.jobs j
      where j.id = job.job_id and j.status in ('queued', 'running') for no key update;
      -- Else it has ended in between, and the way is free.
      if found then
        update private.jobs j set run_at = left_over.due
        where j.id = job.job_id and job_status = 'queued' and j.run_at > left_over.due;
        exit;
      end if;
    end loop;
  end loop;
end
$$;

revoke execute on function private.enqueue_deliveries(uuid) from public;
grant execute on function private.enqueue_deliveries(uuid) to service_role;
