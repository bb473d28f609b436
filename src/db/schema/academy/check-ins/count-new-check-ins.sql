-- Keeps the counts of classes' dates for all check-ins that a statement brings, one write a date; always
-- in one order, so that two statements do not wait for one another.
create or replace function private.count_new_check_ins() returns trigger
language plpgsql set search_path = '' as $$
begin
  insert into private.class_dates as d
    (class_id, gym_id, class_date, seated, waiting, offered, last_place)
  select a.class_id, a.gym_id, a.class_date,
    count(*) filter (where a.status in ('booked', 'offered', 'present', 'no_show')),
    count(*) filter (where a.status = 'waiting'),
    count(*) filter (where a.status = 'offered'),
    max(a.place)
  from added a
  group by a.class_id, a.gym_id, a.class_date
  order by a.class_id, a.gym_id, a.class_date
  on conflict (class_id, class_date, gym_id) do update
  set seated = d.seated + excluded.seated,
    waiting = d.waiting + excluded.waiting,
    offered = d.offered + excluded.offered,
    last_place = greatest(d.last_place, excluded.last_place);
  return null;
end
$$;

revoke execute on function private.count_new_check_ins() from public;
