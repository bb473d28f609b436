-- Keeps the counts of a class's date, whoever changes a check-in.
create or replace function private.count_check_in() returns trigger
language plpgsql set search_path = '' as $$
declare
  seats constant text[] := array['booked', 'offered', 'present', 'no_show'];
begin
  insert into private.class_dates as d
    (class_id, gym_id, class_date, seated, waiting, offered, last_place)
  values (
    new.class_id, new.gym_id, new.class_date, (new.status = any (seats))::integer,
    (new.status = 'waiting')::integer, (new.status = 'offered')::integer, new.place
  )
  on conflict (class_id, class_date, gym_id) do update
  set seated = d.seated + excluded.seated - (old.status = any (seats))::integer,
    waiting = d.waiting + excluded.waiting - (old.status = 'waiting')::integer,
    offered = d.offered + excluded.offered - (old.status = 'offered')::integer,
    last_place = greatest(d.last_place, excluded.last_place);
  return null;
end
$$;

revoke execute on function private.count_check_in() from public;
