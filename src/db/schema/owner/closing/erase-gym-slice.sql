-- Deletes some of what is left of a gym that is closed: `at_most` rows. First everybody leaves, so that
-- nobody writes any more; what was under way then is found when it looks again a minute later. What
-- stays, and why: `src/owner/closing/gym-tables.ts`.
create or replace function private.erase_gym_slice(closing uuid, at_most integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  closed public.gym_closings;
  gone integer;
  most integer := at_most;
  part text;
begin
  select c.* into closed from public.gym_closings c where c.id = closing and c.state = 'erasing';
  if not found then return; end if;
  update public.memberships m set left_at = coalesce(m.left_at, now()), external_ref = null
  where m.id = any (array(
    -- An erased person's rows are nobody's to write.
    select o.id from public.memberships o join public.users u on u.id = o.user_id
    where o.gym_id = closed.gym_id and u.deleted_at is null
      and (o.left_at is null or o.external_ref is not null)
    order by o.user_id limit at_most
  ));
  get diagnostics gone = row_count;
  if gone > 0 then return; end if;
  update public.grading_events e set name = null where e.gym_id = closed.gym_id and e.name is not null;
  foreach part in array array[
    -- With what was said and done below them.
    'public.posts',
    'public.attachments', 'public.assets',
    'public.front_desk_events', 'public.front_desks', 'private.member_pins',
    -- Books are for who keeps them: the gym has had its export.
    'public.dues_accounts', 'public.dues_plans',
    'public.check_ins', 'private.class_dates', 'public.class_changes', 'public.classes',
    'public.calendar_links', 'public.invitations',
    'public.notification_recipients', 'public.notifications',
    'public.documents', 'public.rank_systems'
  ] loop
    execute format(
      'delete from %1$s where ctid = any (array(
        select t.ctid from %1$s t where t.gym_id = $1 limit $2
      ))', part
    ) using closed.gym_id, most;
    get diagnostics gone = row_count;
    most := most - gone;
    exit when most = 0;
  end loop;
  if most < at_most then
    -- Whatever came since it was empty is gone now as well.
    update public.gym_closings c set emptied_at = null where c.id = closing;
    return;
  end if;
  update public.gym_closings c
  set emptied_at = coalesce(c.emptied_at, now()),
      state = case when c.emptied_at is null then c.state else 'erased' end,
      erased_at = case when c.emptied_at is null then c.erased_at else now() end
  where c.id = closing;
end
$$;
revoke execute on function private.erase_gym_slice(uuid, integer) from public;
