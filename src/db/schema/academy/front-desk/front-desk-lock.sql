-- Until when a front desk looks at nothing, or null: what the log of wrong tries comes to. Ten that named
-- nobody within ten minutes lock the device; fifty wrong PINs within a day lock the PINs of the gym;
-- five used or expired codes of a member within ten minutes lock the member. Each for a quarter of an
-- hour from the last. Nothing is tried meanwhile, so the last stays the last; and where a day's wrong
-- PINs are still there after it, one more locks again: a gym's PINs then take four wrong tries an hour.
-- An argument that is null is not looked at.
create or replace function private.front_desk_lock(desk uuid, gym uuid, person uuid, at timestamptz)
returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  lasts constant interval := '15 minutes';
  many constant interval := '10 minutes';
  a_day constant interval := '24 hours';
begin
  return (
    select max(lock.last) + lasts
    from (
      select max(wrong.at) as last from (
        select e.created_at as at from public.front_desk_events e
        where e.front_desk_id = desk and e.outcome in ('wrong_pin', 'wrong_code')
          and e.created_at > front_desk_lock.at - lasts - many
        order by e.created_at desc limit 10
      ) wrong
      having count(*) = 10 and max(wrong.at) <= min(wrong.at) + many
      union all
      select max(wrong.at) from (
        select e.created_at as at from public.front_desk_events e
        where e.gym_id = gym and e.outcome = 'wrong_pin'
          and e.created_at > front_desk_lock.at - lasts - a_day
        order by e.created_at desc limit 50
      ) wrong
      having count(*) = 50 and max(wrong.at) <= min(wrong.at) + a_day
      union all
      select max(wrong.at) from (
        select e.created_at as at from public.front_desk_events e
        where e.user_id = person and e.outcome in ('code_used', 'code_expired')
          and e.created_at > front_desk_lock.at - lasts - many
        order by e.created_at desc limit 5
      ) wrong
      having count(*) = 5 and max(wrong.at) <= min(wrong.at) + many
    ) lock
    where lock.last + lasts > front_desk_lock.at
  );
end
$$;

revoke execute on function private.front_desk_lock(uuid, uuid, uuid, timestamptz) from public;
