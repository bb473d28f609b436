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
revoke execute on function private.make_deliveries(public.notifications, uuid[], timestamptz)
  from public;
