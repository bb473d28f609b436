-- Ends the period of who leaves; of who was let in at another time than was thought, it began then.
create or replace function private.follow_period() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.membership_periods p
  set began_at = case when new.in_effect then new.approved_at else p.began_at end,
    ended_at = case when not new.in_effect
      then greatest(p.began_at, coalesce(new.left_at, now())) end
  where p.user_id = new.user_id and p.gym_id = new.gym_id and p.ended_at is null;
  return null;
end
$$;
revoke execute on function private.follow_period() from public;
