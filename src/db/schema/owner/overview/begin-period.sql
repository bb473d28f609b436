-- Whoever is let in, or in again, is a member from then on; who is written down as having left, until
-- then.
create or replace function private.begin_period() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.membership_periods (user_id, gym_id, began_at, ended_at)
  values (new.user_id, new.gym_id, new.approved_at,
    case when new.left_at is not null then greatest(new.approved_at, new.left_at) end);
  return null;
end
$$;
revoke execute on function private.begin_period() from public;
