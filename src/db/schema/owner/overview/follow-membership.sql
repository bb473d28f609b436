-- Keeps the periods of a membership: one begins when somebody is let in, or is in again, and ends when
-- they leave. Who was let in at another time than was thought began at that.
create or replace function private.follow_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was_in constant boolean := tg_op = 'UPDATE' and old.in_effect;
begin
  if was_in and new.in_effect then
    update public.membership_periods p set began_at = new.approved_at
    where p.user_id = new.user_id and p.gym_id = new.gym_id and p.ended_at is null
      and p.began_at <> new.approved_at;
  elsif was_in then
    update public.membership_periods p
    set ended_at = greatest(p.began_at, coalesce(new.left_at, now()))
    where p.user_id = new.user_id and p.gym_id = new.gym_id and p.ended_at is null;
  elsif new.in_effect or tg_op = 'INSERT' and new.approved_at is not null then
    insert into public.membership_periods (user_id, gym_id, began_at, ended_at)
    select new.user_id, new.gym_id, began.at,
      case when new.left_at is not null then greatest(began.at, new.left_at) end
    from (select case when tg_op = 'UPDATE' and new.approved_at = old.approved_at
      then now() else new.approved_at end as at) began;
  end if;
  return null;
end
$$;
revoke execute on function private.follow_membership() from public;
