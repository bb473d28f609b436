set local check_function_bodies = off;
--> statement-breakpoint
-- Students of a gym who have not come for some days, the longest away first: never since they joined,
-- or not since they were present last, though classes took place meanwhile (`missed`, of a year at most).
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, today - 365, today, at) h group by h.class_date
    ), away as (
      select m.user_id, greatest(m.joined_on, m.came_on) as since,
        case when m.came_on >= m.joined_on then 'stopped_coming' else 'never_came' end as reason
      from private.last_there(gym, at) m where m.role = 'STUDENT'
    )
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since,
      today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days
      and (after_id is null or (a.since, a.user_id) > (after_since, after_id))
    order by a.since, a.user_id
    limit page_size;
end
$$;
--> statement-breakpoint
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
--> statement-breakpoint
-- Students who have not come for some days, with the reason: for the staff of the gym.
create or replace function private.members_at_risk(
  gym uuid, days integer, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.absent_members(
      gym, days, now(), after_since, after_id, least(page_size, 101)
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.members_at_risk(uuid, integer, date, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.members_at_risk(uuid, integer, date, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- Puts a fresh account into a record, which keeps its id and its history and is signed in to from then
-- on. An account to which any row of any table belongs was used, and is not merged: what the database
-- refers to decides, so that a table added later counts too. Its devices come
-- along, and what it chose to be told.
create or replace function private.merge_account(fresh uuid, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account public.users;
begin
  select u.* into account from public.users u where u.id = fresh;
  begin
    update public.push_tokens set user_id = record where user_id = fresh;
    delete from public.notification_preferences p
    using public.notification_preferences chosen
    where p.user_id = record and chosen.user_id = fresh
      and p.kind = chosen.kind and p.channel = chosen.channel;
    update public.notification_preferences set user_id = record where user_id = fresh;
    delete from public.user_profiles p
    where p.user_id = fresh and p.plan = 'free' and p.subscription_status = 'none'
      and p.usage_count = 0 and num_nonnulls(p.stripe_customer_id, p.stripe_subscription_id) = 0;
    delete from public.users u where u.id = fresh;
  exception when foreign_key_violation then
    raise exception 'the account was used'
      using errcode = 'check_violation', constraint = 'account_in_use';
  end;
  update public.users u
  set subject = account.subject, provider = account.provider, email = account.email,
    email_verified_at = account.email_verified_at,
    first_name = coalesce(account.first_name, u.first_name),
    last_name = coalesce(account.last_name, u.last_name),
    image_url = coalesce(account.image_url, u.image_url),
    birth_date = coalesce(u.birth_date, account.birth_date),
    gender = coalesce(u.gender, account.gender),
    phone = coalesce(u.phone, account.phone),
    instagram = coalesce(u.instagram, account.instagram),
    timezone = coalesce(u.timezone, account.timezone),
    last_synced_at = account.last_synced_at, identity_updated_at = account.identity_updated_at,
    token_issued_at = account.token_issued_at, token_fields = account.token_fields
  where u.id = record;
end
$$;
--> statement-breakpoint
revoke execute on function private.merge_account(uuid, uuid) from public;
--> statement-breakpoint
-- Removes a person, all or nothing. It takes their row for itself first: every write of a row about
-- them holds it (private.hold_person), so what is in flight is waited for, and what comes later
-- waits and is refused. Then every feature removes its own, and their row becomes a tombstone. No
-- row when there is no such live account, which is what a second call finds.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  gyms jsonb;
begin
  perform from public.users u where u.id = erased and u.deleted_at is null for update;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  perform private.erase_family(erased);
  perform private.erase_store(erased);
  perform private.erase_notifications(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    timezone = null,
    identity_updated_at = greatest(u.identity_updated_at, u.token_issued_at, wanted_at),
    deleted_at = now()
  where u.id = erased;
  return query select wanted_at, gyms;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.enqueue_deliveries(uuid) from public;
--> statement-breakpoint
grant execute on function private.enqueue_deliveries(uuid) to service_role;
--> statement-breakpoint
-- Removes what was sent to a person, what they chose to be told, and their names from what they sent or
-- what names them. What they had not sent yet is not sent: nobody answers for it.
create or replace function private.erase_notifications(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.notifications n
  where n.sent_by = erased or n.gym_id in (
    select m.gym_id from public.memberships m where m.user_id = erased
  ) and n.audience -> 'user_ids' ? erased::text
  order by n.id for update;
  update public.notifications n set status = 'failed', failure = 'sender_gone'
  where n.sent_by = erased and n.status = 'pending';
  update public.notifications n set sent_by = null where n.sent_by = erased;
  update public.notifications n
  set audience = jsonb_set(n.audience, '{user_ids}', (n.audience -> 'user_ids') - erased::text)
  where n.gym_id in (select m.gym_id from public.memberships m where m.user_id = erased)
    and n.audience -> 'user_ids' ? erased::text;
  delete from private.notification_deliveries d where d.user_id = erased;
  delete from public.notification_recipients r where r.user_id = erased;
  delete from public.notification_preferences p where p.user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_notifications(uuid) from public;
--> statement-breakpoint
-- What the caller or a child of theirs was told, newest first: the words, and whether they were read.
-- Nothing to who does not act for that person.
create or replace function private.inbox(
  person uuid, only_unread boolean, after_at timestamptz, after_id uuid, page_size integer
) returns table (
  id uuid, gym_id uuid, kind text, title text, content text, sent_at timestamptz,
  viewed_at timestamptz
)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not person = any (private.person_ids()) then
    return;
  end if;
  return query
    select n.id, n.gym_id, n.kind, n.title, n.content, r.created_at, r.viewed_at
    from (
      select * from public.notification_recipients x
      where x.user_id = person and (not only_unread or x.viewed_at is null)
        and (after_id is null or (x.created_at, x.notification_id) < (after_at, after_id))
      order by x.created_at desc, x.notification_id desc
      limit least(page_size, 101)
    ) r
    join public.notifications n on n.id = r.notification_id
    order by r.created_at desc, r.notification_id desc;
end
$$;
--> statement-breakpoint
revoke execute on function private.inbox(uuid, boolean, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.inbox(uuid, boolean, timestamptz, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- Marks as read what the caller or a child of theirs was told: those among `ids`, or, without ids, all
-- up to a moment. Each row once: who reads it first says when. Tells how many that were, and how many
-- are left; no row to who does not act for that person. Rows are held in the order of ids, so that
-- those who read at once wait for one another and do not meet crosswise.
create or replace function private.mark_read(person uuid, ids uuid[], until timestamptz)
returns table (marked integer, unread integer)
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not person = any (private.persons_of(private.hold_caller())) then
    return;
  end if;
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  update public.notification_recipients r set viewed_at = now()
  where r.user_id = person and r.notification_id = any (array(
    select x.notification_id from public.notification_recipients x
    where x.user_id = person and x.viewed_at is null
      and case when ids is null then x.created_at <= until else x.notification_id = any (ids) end
    order by x.notification_id for update
  ));
  get diagnostics marked = row_count;
  select count(*) into unread from public.notification_recipients r
  where r.user_id = person and r.viewed_at is null;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.mark_read(uuid, uuid[], timestamptz) from public;
--> statement-breakpoint
grant execute on function private.mark_read(uuid, uuid[], timestamptz) to authenticated;
--> statement-breakpoint
-- The notifications that were for the caller or a child of theirs.
create or replace function private.received_notification_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select r.notification_id from public.notification_recipients r
    where r.user_id = any (private.person_ids());
end
$$;
--> statement-breakpoint
revoke execute on function private.received_notification_ids() from public;
--> statement-breakpoint
grant execute on function private.received_notification_ids() to authenticated;
--> statement-breakpoint
-- Who an audience of a gym is at an instant, in the order of ids: members in effect and nobody else,
-- whatever it names. Asks nobody who they are.
create or replace function private.audience_of(gym uuid, audience jsonb, at timestamptz)
returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  form constant text := audience ->> 'type';
  class constant uuid := audience ->> 'class_id';
  today constant date := (
    select (at at time zone g.timezone)::date from public.gyms g where g.id = gym
  );
  people uuid[];
begin
  people := case form
    when 'members' then array(
      select p.id::uuid from jsonb_array_elements_text(audience -> 'user_ids') p (id)
    )
    when 'occurrence' then private.expected_at(gym, class, (audience ->> 'class_date')::date)
    when 'class' then
      private.regulars_of(gym, class, today - (audience ->> 'days')::integer, today)
    when 'belt' then private.wearers_of(
      gym, audience ->> 'modality', audience ->> 'belt', (audience ->> 'degree')::integer, today
    )
    when 'at_risk' then array(
      select a.user_id
      from private.absent_members(gym, (audience ->> 'days')::integer, at, null, null, null) a
    )
  end;
  return array(
    select m.user_id from public.memberships m
    join public.users u on u.id = m.user_id and u.deleted_at is null
    where m.gym_id = gym and m.in_effect
      and (form = 'gym' or m.user_id in (select unnest(people)))
    order by m.user_id
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.audience_of(uuid, jsonb, timestamptz) from public;
--> statement-breakpoint
-- Why the caller may not write to an audience of a gym, or at a time; null where they may.
create or replace function private.audience_refusal(gym uuid, audience jsonb, due timestamptz)
returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then 'not_staff_here'
    when audience ? 'class_id' and not exists (
      select from public.classes c
      where c.id = (audience ->> 'class_id')::uuid and c.gym_id = gym and c.deleted_at is null
    ) then 'class_not_found'
    when not private.may_notify(private.current_user_id(), gym, audience) then 'not_your_class'
    when due <= now() then 'scheduled_in_past'
    when due > now() + interval '1 year' then 'scheduled_too_late'
  end;
end
$$;
--> statement-breakpoint
revoke execute on function private.audience_refusal(uuid, jsonb, timestamptz) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.cancel_notification(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_notification(uuid, uuid) to authenticated;
--> statement-breakpoint
-- Who is booked for a date of a class, waits for a place, is there or was. Of a date that is cancelled who
-- was: a cancellation has cancelled what they had booked, and is what they are to be told.
create or replace function private.expected_at(gym uuid, class uuid, on_date date) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  cancelled constant boolean := exists (
    select from private.occurrence(class, on_date) o where o.status = 'cancelled'
  );
begin
  return array(
    select k.user_id from public.check_ins k
    where k.class_id = class and k.gym_id = gym and k.class_date = on_date
      and (k.status in ('booked', 'waiting', 'offered', 'present') or cancelled)
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.expected_at(uuid, uuid, date) from public;
--> statement-breakpoint
-- Whether somebody may write to an audience of a gym: its managers to everybody, an instructor to the
-- classes they teach and the dates on which they stand in. Of a class that instructor knows who comes;
-- the whole gym, its belts and who stays away are for who answers for the gym.
create or replace function private.may_notify(person uuid, gym uuid, audience jsonb) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  member_role constant text := (
    select m.role from public.memberships m
    where m.user_id = person and m.gym_id = gym and m.in_effect
  );
begin
  return coalesce(member_role = 'MANAGER' or member_role = 'INSTRUCTOR' and (
    exists (
      select from public.classes c
      where c.id = (audience ->> 'class_id')::uuid and c.gym_id = gym and c.instructor_id = person
    )
    or exists (
      select from public.class_changes x
      where x.class_id = (audience ->> 'class_id')::uuid and x.gym_id = gym
        and x.class_date = (audience ->> 'class_date')::date and x.kind = 'substitute'
        and x.instructor_id = person
    )
  ), false);
end
$$;
--> statement-breakpoint
revoke execute on function private.may_notify(uuid, uuid, jsonb) from public;
--> statement-breakpoint
-- Tells people of a gym what happened to them, for functions and triggers that have decided that: in
-- their transaction, so it is told if and when that commits. A thousand to a notification.
create or replace function private.notify(
  gym uuid, kind text, people uuid[], title text, content text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notifications (gym_id, automatic, kind, title, content, audience)
  select gym, true, notify.kind, notify.title, notify.content,
    jsonb_build_object('type', 'members', 'user_ids', jsonb_agg(p.id order by p.id))
  from (
    select u.id, (row_number() over (order by u.id) - 1) / 1000 as part
    from (select distinct unnest(people) as id) u
  ) p
  group by p.part;
end
$$;
--> statement-breakpoint
revoke execute on function private.notify(uuid, text, uuid[], text, text) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.queue_notification() from public;
--> statement-breakpoint
-- When quiet hours that hold at an instant end, by the clock of a zone; null where none hold. They may go
-- past midnight. Both ends are instants first (`private.instant_of`), so that a night on which clocks
-- change is as long as it is.
create or replace function private.quiet_end(
  at timestamptz, zone text, quiet_from time, quiet_until time
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  today constant date := (at at time zone zone)::date;
begin
  return (
    select max(ends) from unnest(array[today - 1, today]) day
    cross join lateral (
      select private.instant_of(day + quiet_from, zone) as starts,
        private.instant_of(
          day + quiet_until + case when quiet_until < quiet_from then interval '1 day' else '0' end, zone
        ) as ends
    ) span
    where starts <= at and at < ends
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.quiet_end(timestamptz, text, time, time) from public;
--> statement-breakpoint
-- Who came to a class since a day, and who has a booking for today or later: of all that it was before it
-- was split.
create or replace function private.regulars_of(gym uuid, class uuid, since date, today date)
returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  series constant uuid := (
    select coalesce(c.series_id, c.id) from public.classes c where c.id = class
  );
begin
  return array(
    select distinct k.user_id from public.classes c
    join public.check_ins k on k.class_id = c.id and k.gym_id = c.gym_id
    where (c.id = series or c.series_id = series) and c.gym_id = gym and k.class_date >= since
      and (k.status = 'present'
        or k.class_date >= today and k.status in ('booked', 'waiting', 'offered'))
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.regulars_of(uuid, uuid, date, date) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.resolve_notification(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.resolve_notification(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- Which members of a gym wear a belt of an art as of a day, of one degree if it is named: by their latest
-- graduation in whatever gym that is not voided. The first belt of the system in force is also of who was
-- never promoted.
create or replace function private.wearers_of(
  gym uuid, art text, worn text, worn_degree integer, on_date date
) returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  is_first constant boolean := coalesce(worn_degree, 0) = 0 and worn = (
    select r.belt from public.ranks r
    where r.system_id = (
      select s.id from public.rank_systems s
      where s.modality = art and coalesce(s.gym_id, gym) = gym and s.valid_from <= on_date
      order by s.gym_id nulls last, s.valid_from desc limit 1
    )
    order by r.position limit 1
  );
begin
  return array(
    select m.user_id from public.memberships m
    left join (
      select distinct on (g.user_id) g.user_id, g.belt, g.degree from public.graduations g
      where g.modality = art and g.voids is null and g.awarded_on <= on_date
        and not exists (select from public.graduations v where v.voids = g.id)
        and g.user_id in (
          select x.user_id from public.memberships x where x.gym_id = gym and x.in_effect
        )
      order by g.user_id, g.awarded_on desc, g.created_at desc, g.id desc
    ) rank on rank.user_id = m.user_id
    where m.gym_id = gym and m.in_effect and case
      when rank.user_id is null then is_first
      else rank.belt = worn and coalesce(rank.degree = worn_degree, true)
    end
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.wearers_of(uuid, text, text, integer, date) from public;
--> statement-breakpoint
CREATE TABLE "private"."notification_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"notification_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"not_before" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"ticket" text,
	"sent_at" timestamp (3) with time zone,
	"receipt_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_deliveries_once" UNIQUE("notification_id","user_id","channel","target"),
	CONSTRAINT "notification_deliveries_channel_check" CHECK ("private"."notification_deliveries"."channel" in ('push', 'email')),
	CONSTRAINT "notification_deliveries_state_check" CHECK ("private"."notification_deliveries"."state" in ('pending', 'sending', 'sent', 'delivered', 'dropped', 'failed')),
	CONSTRAINT "notification_deliveries_reason_check" CHECK (char_length("private"."notification_deliveries"."reason") <= 64),
	CONSTRAINT "notification_deliveries_target_check" CHECK (char_length("private"."notification_deliveries"."target") <= 500),
	CONSTRAINT "notification_deliveries_ticket_check" CHECK (char_length("private"."notification_deliveries"."ticket") <= 200),
	CONSTRAINT "notification_deliveries_attempts_check" CHECK ("private"."notification_deliveries"."attempts" >= 0),
	CONSTRAINT "notification_deliveries_reason_given_check" CHECK ("private"."notification_deliveries"."state" not in ('dropped', 'failed') or "private"."notification_deliveries"."reason" is not null),
	CONSTRAINT "notification_deliveries_not_before_check" CHECK ("private"."notification_deliveries"."not_before" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_claimed_until_check" CHECK ("private"."notification_deliveries"."claimed_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_sent_at_check" CHECK ("private"."notification_deliveries"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_receipt_at_check" CHECK ("private"."notification_deliveries"."receipt_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_created_at_check" CHECK ("private"."notification_deliveries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_updated_at_check" CHECK ("private"."notification_deliveries"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "grading_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"name" text,
	"modality" text NOT NULL,
	"held_on" date NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grading_events_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "grading_events_name_check" CHECK (char_length("grading_events"."name") between 1 and 120),
	CONSTRAINT "grading_events_modality_check" CHECK (char_length("grading_events"."modality") between 1 and 60),
	CONSTRAINT "grading_events_held_on_check" CHECK ("grading_events"."held_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "grading_events_created_at_check" CHECK ("grading_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "grading_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "graduations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"modality" text NOT NULL,
	"belt" text NOT NULL,
	"degree" integer DEFAULT 0 NOT NULL,
	"awarded_by" uuid,
	"awarded_on" date NOT NULL,
	"registered_on" date NOT NULL,
	"event_id" uuid,
	"override_reason" text,
	"voids" uuid,
	"void_reason" text,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "graduations_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "graduations_key_unique" UNIQUE("id","user_id","gym_id","modality"),
	CONSTRAINT "graduations_voids_unique" UNIQUE("voids"),
	CONSTRAINT "graduations_modality_check" CHECK (char_length("graduations"."modality") between 1 and 60),
	CONSTRAINT "graduations_belt_check" CHECK (char_length("graduations"."belt") <= 40 and "graduations"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "graduations_degree_check" CHECK ("graduations"."degree" between 0 and 20),
	CONSTRAINT "graduations_awarded_on_check" CHECK ("graduations"."awarded_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_on_check" CHECK ("graduations"."registered_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_check" CHECK ("graduations"."registered_on" >= "graduations"."awarded_on"),
	CONSTRAINT "graduations_override_reason_check" CHECK (char_length("graduations"."override_reason") between 1 and 500),
	CONSTRAINT "graduations_void_reason_check" CHECK (char_length("graduations"."void_reason") between 1 and 500),
	CONSTRAINT "graduations_void_check" CHECK (("graduations"."voids" is null) = ("graduations"."void_reason" is null)),
	CONSTRAINT "graduations_created_at_check" CHECK ("graduations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "graduations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_once" UNIQUE("user_id","kind","channel"),
	CONSTRAINT "notification_preferences_kind_check" CHECK ("notification_preferences"."kind" in ('announcement', 'class', 'graduation', 'attendance')),
	CONSTRAINT "notification_preferences_channel_check" CHECK ("notification_preferences"."channel" in ('push', 'email')),
	CONSTRAINT "notification_preferences_quiet_from_check" CHECK ("notification_preferences"."quiet_from" < '24:00' and extract(second from "notification_preferences"."quiet_from") = 0),
	CONSTRAINT "notification_preferences_quiet_until_check" CHECK ("notification_preferences"."quiet_until" < '24:00' and extract(second from "notification_preferences"."quiet_until") = 0),
	CONSTRAINT "notification_preferences_quiet_check" CHECK (num_nonnulls("notification_preferences"."quiet_from", "notification_preferences"."quiet_until") in (0, 2)
      and coalesce("notification_preferences"."quiet_from" <> "notification_preferences"."quiet_until", true)),
	CONSTRAINT "notification_preferences_created_at_check" CHECK ("notification_preferences"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_preferences_updated_at_check" CHECK ("notification_preferences"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notification_recipients" (
	"notification_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"viewed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_recipients_notification_id_user_id_pk" PRIMARY KEY("notification_id","user_id"),
	CONSTRAINT "notification_recipients_viewed_at_check" CHECK ("notification_recipients"."viewed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_recipients_created_at_check" CHECK ("notification_recipients"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notification_recipients" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"sent_by" uuid,
	"automatic" boolean DEFAULT false NOT NULL,
	"kind" text DEFAULT 'announcement' NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"channel" text DEFAULT 'push' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"failure" text,
	"audience" jsonb NOT NULL,
	"scheduled_for" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"recipients_count" integer DEFAULT 0 NOT NULL,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "notifications_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "notifications_kind_check" CHECK ("notifications"."kind" in ('announcement', 'class', 'graduation', 'attendance')),
	CONSTRAINT "notifications_channel_check" CHECK ("notifications"."channel" in ('push', 'email')),
	CONSTRAINT "notifications_status_check" CHECK ("notifications"."status" in ('pending', 'sent', 'failed')),
	CONSTRAINT "notifications_failure_check" CHECK ("notifications"."failure" in ('sender_gone', 'class_gone', 'unresolved')),
	CONSTRAINT "notifications_title_check" CHECK (char_length("notifications"."title") between 1 and 120),
	CONSTRAINT "notifications_content_check" CHECK (char_length("notifications"."content") between 1 and 2000),
	CONSTRAINT "notifications_audience_check" CHECK (jsonb_typeof("notifications"."audience") = 'object' and octet_length("notifications"."audience"::text) <= 65536),
	CONSTRAINT "notifications_audience_form_check" CHECK ("notifications"."audience" @? 'strict $ ? ((@.type == "gym") || (@.type == "members" && @.user_ids.type() == "array" && @.user_ids.size() <= 1000 && !exists(@.user_ids[*] ? (!(@ like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")))) || (@.type == "occurrence" && @.class_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.class_date like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" && @.class_date.datetime("YYYY-MM-DD").type() == "date") || (@.type == "class" && @.class_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.days == @.days.floor() && @.days >= 1 && @.days <= 365) || (@.type == "belt" && @.modality.type() == "string" && @.belt.type() == "string" && (@.degree == @.degree.floor() && @.degree <= 100 || @.degree == null)) || (@.type == "at_risk" && @.days == @.days.floor() && @.days >= 1 && @.days <= 365))'),
	CONSTRAINT "notifications_recipients_count_check" CHECK ("notifications"."recipients_count" >= 0),
	CONSTRAINT "notifications_sent_check" CHECK (("notifications"."status" = 'sent') = ("notifications"."sent_at" is not null)),
	CONSTRAINT "notifications_failed_check" CHECK (("notifications"."status" = 'failed') = ("notifications"."failure" is not null)),
	CONSTRAINT "notifications_scheduled_for_check" CHECK ("notifications"."scheduled_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_sent_at_check" CHECK ("notifications"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_created_at_check" CHECK ("notifications"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_updated_at_check" CHECK ("notifications"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rank_systems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid,
	"modality" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"valid_from" date NOT NULL,
	"source" text,
	"class_modalities" text[],
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rank_systems_version_unique" UNIQUE NULLS NOT DISTINCT("gym_id","modality","valid_from"),
	CONSTRAINT "rank_systems_name_check" CHECK (char_length("rank_systems"."name") between 1 and 120),
	CONSTRAINT "rank_systems_version_check" CHECK (char_length("rank_systems"."version") between 1 and 20),
	CONSTRAINT "rank_systems_modality_check" CHECK (char_length("rank_systems"."modality") between 1 and 60),
	CONSTRAINT "rank_systems_valid_from_check" CHECK ("rank_systems"."valid_from" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "rank_systems_source_check" CHECK (char_length("rank_systems"."source") <= 2048 and "rank_systems"."source" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'),
	CONSTRAINT "rank_systems_class_modalities_check" CHECK (cardinality("rank_systems"."class_modalities") between 1 and 20
      and array_position("rank_systems"."class_modalities", null) is null),
	CONSTRAINT "rank_systems_created_at_check" CHECK ("rank_systems"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "rank_systems" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "ranks" (
	"system_id" uuid NOT NULL,
	"belt" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"group" text NOT NULL,
	"degrees" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ranks_system_id_belt_pk" PRIMARY KEY("system_id","belt"),
	CONSTRAINT "ranks_position_unique" UNIQUE("system_id","position"),
	CONSTRAINT "ranks_belt_check" CHECK (char_length("ranks"."belt") <= 40 and "ranks"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "ranks_position_check" CHECK ("ranks"."position" between 0 and 200),
	CONSTRAINT "ranks_name_check" CHECK (char_length("ranks"."name") between 1 and 60),
	CONSTRAINT "ranks_group_check" CHECK ("ranks"."group" in ('youth', 'adult')),
	CONSTRAINT "ranks_degrees_check" CHECK ("ranks"."degrees" between 0 and 20)
);
--> statement-breakpoint
ALTER TABLE "ranks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "titles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"title" text NOT NULL,
	"modality" text NOT NULL,
	"belt" text NOT NULL,
	"won_on" date NOT NULL,
	"recorded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "titles_once" UNIQUE("user_id","gym_id","title","modality","belt","won_on"),
	CONSTRAINT "titles_title_check" CHECK ("titles"."title" in ('adult_world_champion')),
	CONSTRAINT "titles_modality_check" CHECK (char_length("titles"."modality") between 1 and 60),
	CONSTRAINT "titles_belt_check" CHECK (char_length("titles"."belt") <= 40 and "titles"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "titles_won_on_check" CHECK ("titles"."won_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "titles_created_at_check" CHECK ("titles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "titles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "timezone" text;
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ADD CONSTRAINT "notification_deliveries_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ADD CONSTRAINT "notification_deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grading_events" ADD CONSTRAINT "grading_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grading_events" ADD CONSTRAINT "grading_events_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_awarded_by_users_id_fk" FOREIGN KEY ("awarded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_voids_fkey" FOREIGN KEY ("voids","user_id","gym_id","modality") REFERENCES "public"."graduations"("id","user_id","gym_id","modality") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_event_id_gym_id_fkey" FOREIGN KEY ("event_id","gym_id") REFERENCES "public"."grading_events"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_notification_id_gym_id_fkey" FOREIGN KEY ("notification_id","gym_id") REFERENCES "public"."notifications"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ranks" ADD CONSTRAINT "ranks_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "public"."rank_systems"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_due_index" ON "private"."notification_deliveries" USING btree ("notification_id","channel","not_before","id") WHERE "private"."notification_deliveries"."state" = 'pending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_claimed_index" ON "private"."notification_deliveries" USING btree ("claimed_until") WHERE "private"."notification_deliveries"."state" = 'sending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_receipt_index" ON "private"."notification_deliveries" USING btree ("receipt_at") WHERE "private"."notification_deliveries"."state" = 'sent' and "private"."notification_deliveries"."receipt_at" is not null;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_given_up_index" ON "private"."notification_deliveries" USING btree ("claim") WHERE "private"."notification_deliveries"."state" = 'failed' and "private"."notification_deliveries"."claim" is not null;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_user_id_index" ON "private"."notification_deliveries" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "notification_deliveries_created_at_index" ON "private"."notification_deliveries" USING btree ("created_at");
--> statement-breakpoint
CREATE INDEX "grading_events_gym_id_index" ON "grading_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "grading_events_created_by_index" ON "grading_events" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "graduations_gym_id_index" ON "graduations" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_user_id_index" ON "graduations" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_rank_index" ON "graduations" USING btree ("user_id","modality","awarded_on");
--> statement-breakpoint
CREATE INDEX "graduations_awarded_by_index" ON "graduations" USING btree ("awarded_by");
--> statement-breakpoint
CREATE INDEX "graduations_event_id_index" ON "graduations" USING btree ("event_id","gym_id");
--> statement-breakpoint
CREATE INDEX "notification_recipients_user_id_index" ON "notification_recipients" USING btree ("user_id","created_at" DESC NULLS FIRST,"notification_id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notification_recipients_unread_index" ON "notification_recipients" USING btree ("user_id","created_at" DESC NULLS FIRST,"notification_id" DESC NULLS FIRST) WHERE "notification_recipients"."viewed_at" is null;
--> statement-breakpoint
CREATE INDEX "notifications_gym_id_index" ON "notifications" USING btree ("gym_id","automatic","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notifications_sent_by_index" ON "notifications" USING btree ("sent_by");
--> statement-breakpoint
CREATE INDEX "titles_user_id_index" ON "titles" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_gym_id_index" ON "titles" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_recorded_by_index" ON "titles" USING btree ("recorded_by");
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_timezone_name_check" CHECK (char_length("users"."timezone") <= 64 and "users"."timezone" ~ '^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_timezone_check" CHECK (private.is_timezone("users"."timezone"));
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.change_notification(uuid, uuid, timestamptz, jsonb) from public;
--> statement-breakpoint
grant execute on function private.change_notification(uuid, uuid, timestamptz, jsonb) to authenticated;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.hold_notification(uuid, uuid, timestamptz) from public;
--> statement-breakpoint
-- Makes the recipients of a notification and what it comes to for each reader, in one statement. Of the
-- people those who are small children (under thirteen, or under age without an account) are not told
-- themselves: their guardians are, once each, by their own choices. Everybody told has a delivery for each
-- device, or for their address; one that is not to be sent is there too, with its reason:
--  * `preference`: they do not want this kind by this channel
--  * `no_device`, `no_address`: there is nothing to send it to
--  * `no_guardian`: a small child that nobody looks after here
-- It is not sent before the end of the reader's quiet hours, by their own clock, or the gym's where they
-- have named none. Tells how many it was for, and whether something is to be sent.
--
-- No plan_cache_mode here: the triggers of every row would be planned anew with it, three times the cost.
create or replace function private.make_deliveries(
  told public.notifications, people uuid[], at timestamptz, out recipients integer, out any_due boolean
)
language plpgsql volatile set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = told.gym_id);
  thirteen_by constant date := (at at time zone zone)::date - interval '13 years';
  grown_by constant date := private.adults_born_by();
begin
  with made as (
    insert into public.notification_recipients (notification_id, gym_id, user_id, created_at)
    select told.id, told.gym_id, u.id, at from public.users u
    where u.id = any (people) and u.deleted_at is null
    returning user_id
  ), sorted as (
    select m.user_id, coalesce(
      u.birth_date > thirteen_by or u.birth_date > grown_by and u.subject is null, false
    ) as is_small
    from made m join public.users u on u.id = m.user_id
  ), reached as (
    select s.user_id, x.guardian_id from sorted s
    left join lateral (
      select g.guardian_id from public.guardianships g
      join public.users u on u.id = g.guardian_id and u.deleted_at is null
      where g.dependent_id = s.user_id and g.ended_at is null
    ) x on true
    where s.is_small
  ), readers as (
    select s.user_id, true as reachable from sorted s where not s.is_small
    union
    select coalesce(r.guardian_id, r.user_id), r.guardian_id is not null from reached r
  ), reading as (
    select r.user_id, r.reachable, coalesce(p.enabled, true) as wanted, u.email,
      case when p.quiet_from is not null
        then private.quiet_end(at, coalesce(u.timezone, zone), p.quiet_from, p.quiet_until)
      end as quiet_end
    from readers r
    join public.users u on u.id = r.user_id
    left join public.notification_preferences p
      on p.user_id = r.user_id and p.kind = told.kind and p.channel = told.channel
  ), addressed as (
    select r.user_id, r.quiet_end, t.target, case
      when not r.reachable then 'no_guardian'
      when not r.wanted then 'preference'
      when t.target is null and told.channel = 'push' then 'no_device'
      when t.target is null then 'no_address'
    end as reason
    from reading r
    left join lateral (
      select d.token as target from public.push_tokens d
      where told.channel = 'push' and d.user_id = r.user_id
      union all
      select r.email where told.channel = 'email' and r.email is not null
    ) t on r.reachable and r.wanted
  ), deliveries as (
    insert into private.notification_deliveries
      (notification_id, user_id, channel, target, state, reason, not_before)
    select told.id, a.user_id, told.channel, coalesce(a.target, ''),
      case when a.reason is null then 'pending' else 'dropped' end, a.reason,
      coalesce(a.quiet_end, at)
    from addressed a
    returning state
  )
  select (select count(*) from made), exists (select from deliveries d where d.state = 'pending')
  into recipients, any_due;
end
$$;
--> statement-breakpoint
revoke execute on function private.make_deliveries(public.notifications, uuid[], timestamptz)
  from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.send_notification(
  uuid, text, text, text, text, jsonb, timestamptz
) from public;
--> statement-breakpoint
grant execute on function private.send_notification(
  uuid, text, text, text, text, jsonb, timestamptz
) to authenticated;
--> statement-breakpoint
-- What the staff of a gym sent or is about to send, newest first, or one of it; for that staff. Of who
-- has read it only how many.
create or replace function private.sent_notifications(
  gym uuid, only_id uuid, after_at timestamptz, after_id uuid, page_size integer
) returns table (notification public.notifications, viewed_count integer)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select n, (
      select count(*)::integer from public.notification_recipients r
      where r.notification_id = n.id and r.viewed_at is not null
    )
    from public.notifications n
    where n.gym_id = gym and not n.automatic and (only_id is null or n.id = only_id)
      and (after_id is null or (n.created_at, n.id) < (after_at, after_id))
    order by n.created_at desc, n.id desc
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.sent_notifications(uuid, uuid, timestamptz, uuid, integer)
  from public;
--> statement-breakpoint
grant execute on function private.sent_notifications(uuid, uuid, timestamptz, uuid, integer)
  to authenticated;
--> statement-breakpoint
create policy "grading_events_select_members" on "public"."grading_events" as permissive for select to authenticated
  using ("grading_events"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "graduations_select_own_or_staff" on "public"."graduations" as permissive for select to authenticated
  using (("graduations"."user_id" = any ((select private.person_ids())::uuid[]) or "graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "graduations_insert_staff" on "public"."graduations" as permissive for insert to authenticated
  with check (("graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "graduations"."awarded_by" = (select private.current_user_id()) and not "graduations"."user_id" = any ((select private.person_ids())::uuid[]) and "graduations"."legacy_id" is null));
--> statement-breakpoint
create policy "notification_preferences_select_own" on "public"."notification_preferences" as permissive for select to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_insert_own" on "public"."notification_preferences" as permissive for insert to authenticated
  with check ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_update_own" on "public"."notification_preferences" as permissive for update to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]))
  with check ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_delete_own" on "public"."notification_preferences" as permissive for delete to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_recipients_select_own" on "public"."notification_recipients" as permissive for select to authenticated
  using ("notification_recipients"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notifications_select_reader" on "public"."notifications" as permissive for select to authenticated
  using ("notifications"."id" in (select private.received_notification_ids()));
--> statement-breakpoint
create policy "rank_systems_select_members" on "public"."rank_systems" as permissive for select to authenticated
  using ("rank_systems"."gym_id" is null or "rank_systems"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "ranks_select_signed_in" on "public"."ranks" as permissive for select to authenticated
  using (true);
--> statement-breakpoint
create policy "titles_select_own_or_staff" on "public"."titles" as permissive for select to authenticated
  using (("titles"."user_id" = any ((select private.person_ids())::uuid[]) or "titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "titles_insert_staff" on "public"."titles" as permissive for insert to authenticated
  with check (("titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "titles"."recorded_by" = (select private.current_user_id()) and not "titles"."user_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create policy "titles_delete_staff" on "public"."titles" as permissive for delete to authenticated
  using (("titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and not "titles"."user_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create trigger "notification_deliveries_hold_user_id" before insert or update of "user_id" on "private"."notification_deliveries"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_deliveries_touch" before update on "private"."notification_deliveries"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_deliveries_transition" before update of "state" on "private"."notification_deliveries"
  for each row when ((old."state", new."state") not in (('pending', 'pending'), ('pending', 'sending'), ('pending', 'dropped'), ('pending', 'failed'), ('sending', 'sending'), ('sending', 'pending'), ('sending', 'sent'), ('sending', 'dropped'), ('sending', 'failed'), ('sent', 'sent'), ('sent', 'delivered'), ('sent', 'pending'), ('sent', 'failed'), ('delivered', 'delivered'), ('dropped', 'dropped'), ('failed', 'failed'), ('failed', 'pending'))) execute function private.guard_transition('state', '{"pending":["sending","dropped","failed"],"sending":["pending","sent","dropped","failed"],"sent":["delivered","pending","failed"],"delivered":[],"dropped":[],"failed":["pending"]}');
--> statement-breakpoint
create trigger "grading_events_hold_created_by" before insert or update of "created_by" on "public"."grading_events"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "grading_events_stamp_insert" before insert on "public"."grading_events"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "graduations_hold_user_id" before insert or update of "user_id" on "public"."graduations"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "graduations_keep_erased_user_id" before update on "public"."graduations"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "graduations_hold_awarded_by" before insert or update of "awarded_by" on "public"."graduations"
  for each row when (new."awarded_by" is not null) execute function private.hold_person('awarded_by');
--> statement-breakpoint
create trigger "graduations_stamp_insert" before insert on "public"."graduations"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "notification_preferences_hold_user_id" before insert or update of "user_id" on "public"."notification_preferences"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_preferences_touch" before update on "public"."notification_preferences"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_preferences_stamp_insert" before insert on "public"."notification_preferences"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "notification_recipients_hold_user_id" before insert or update of "user_id" on "public"."notification_recipients"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notifications_hold_sent_by" before insert or update of "sent_by" on "public"."notifications"
  for each row when (new."sent_by" is not null) execute function private.hold_person('sent_by');
--> statement-breakpoint
create trigger "notifications_touch" before update on "public"."notifications"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notifications_transition" before insert or update of "status" on "public"."notifications"
  for each row execute function private.guard_transition('status', '{"":["pending"],"pending":["sent","failed"],"sent":[],"failed":[]}');
--> statement-breakpoint
create trigger "notifications_queue" after insert or update of "scheduled_for" on "public"."notifications"
  for each row when (new.status = 'pending') execute function private.queue_notification();
--> statement-breakpoint
create trigger "rank_systems_hold_created_by" before insert or update of "created_by" on "public"."rank_systems"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "rank_systems_stamp_insert" before insert on "public"."rank_systems"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "titles_hold_user_id" before insert or update of "user_id" on "public"."titles"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "titles_hold_recorded_by" before insert or update of "recorded_by" on "public"."titles"
  for each row when (new."recorded_by" is not null) execute function private.hold_person('recorded_by');
--> statement-breakpoint
create trigger "titles_stamp_insert" before insert on "public"."titles"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
alter table "private"."notification_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."notification_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."notification_deliveries" to service_role;
--> statement-breakpoint
alter table "public"."grading_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."grading_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."grading_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."grading_events" to service_role;
--> statement-breakpoint
alter table "public"."graduations" force row level security;
--> statement-breakpoint
revoke all on table "public"."graduations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."graduations" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."graduations" to service_role;
--> statement-breakpoint
alter table "public"."notification_preferences" force row level security;
--> statement-breakpoint
revoke all on table "public"."notification_preferences" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("enabled", "quiet_from", "quiet_until"), delete on table "public"."notification_preferences" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notification_preferences" to service_role;
--> statement-breakpoint
alter table "public"."notification_recipients" force row level security;
--> statement-breakpoint
revoke all on table "public"."notification_recipients" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."notification_recipients" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notification_recipients" to service_role;
--> statement-breakpoint
alter table "public"."notifications" force row level security;
--> statement-breakpoint
revoke all on table "public"."notifications" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select ("id", "gym_id", "kind", "title", "content", "sent_at") on table "public"."notifications" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notifications" to service_role;
--> statement-breakpoint
alter table "public"."rank_systems" force row level security;
--> statement-breakpoint
revoke all on table "public"."rank_systems" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."rank_systems" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."rank_systems" to service_role;
--> statement-breakpoint
alter table "public"."ranks" force row level security;
--> statement-breakpoint
revoke all on table "public"."ranks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."ranks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."ranks" to service_role;
--> statement-breakpoint
alter table "public"."titles" force row level security;
--> statement-breakpoint
revoke all on table "public"."titles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, delete on table "public"."titles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."titles" to service_role;
--> statement-breakpoint
alter table "public"."users" force row level security;
--> statement-breakpoint
revoke all on table "public"."users" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("first_name", "last_name", "image_url", "birth_date", "gender", "phone", "instagram", "timezone") on table "public"."users" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."users" to service_role;
