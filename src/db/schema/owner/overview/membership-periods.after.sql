-- Of memberships from before there were periods, the last one is known.
insert into public.membership_periods (user_id, gym_id, began_at, ended_at)
select m.user_id, m.gym_id, m.approved_at,
  case when m.left_at is not null then greatest(m.approved_at, m.left_at) end
from public.memberships m
where m.approved_at is not null and not exists (
  select from public.membership_periods p where p.user_id = m.user_id and p.gym_id = m.gym_id
);
