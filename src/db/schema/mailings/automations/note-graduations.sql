-- Notes promotions of members who are customers of their gym's shop, where an automation waits for one.
-- What is imported, and what takes another back, is none.
create or replace function private.note_graduations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select c.shop_id, c.id, 'graduated', 'graduation:' || a.id, p.at,
    jsonb_build_object('awarded_belt', a.belt)
  from (
    select s.id, s.gym_id, g.timezone, private.awaited_since(s.id, 'graduated') as since
    from public.shops s
    join public.gyms g on g.id = s.gym_id
    where s.gym_id in (select n.gym_id from added n) and s.deleted_at is null
  ) w
  join added a on a.gym_id = w.gym_id
  cross join lateral (
    select private.promoted_at(a.awarded_on, a.created_at, w.timezone)
  ) p (at)
  join public.customers c on c.user_id = a.user_id and c.shop_id = w.id
  where a.voids is null and a.legacy_id is null and p.at >= w.since;
  return null;
end
$$;
revoke execute on function private.note_graduations() from public;
