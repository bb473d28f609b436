-- Notes that somebody who is a customer of the gym's shop was let in, where an automation waits for it;
-- once more for who was let in anew. What is imported is none.
create or replace function private.note_approvals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Nested, because there is no "removed" for an insert, not even to be left unread.
  if tg_op = 'UPDATE' then
    if not exists (
      select from added a join removed r on r.id = a.id
      where a.in_effect and a.approved_at is distinct from r.approved_at
    ) then
      return null;
    end if;
  end if;
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at)
  select c.shop_id, c.id, 'membership_approved', private.approval_key(a.id, a.approved_at),
    a.approved_at
  from (
    select s.id, s.gym_id, private.awaited_since(s.id, 'membership_approved') as since
    from public.shops s
    where s.gym_id in (select n.gym_id from added n) and s.deleted_at is null
  ) w
  join added a on a.gym_id = w.gym_id
  join public.customers c on c.user_id = a.user_id and c.shop_id = w.id
  where a.in_effect and a.legacy_id is null and a.approved_at >= w.since;
  return null;
end
$$;
revoke execute on function private.note_approvals() from public;
