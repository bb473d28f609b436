-- Who of those that wait for a class moves up to so many free places (null: any number), in order of
-- arrival, where the gym asks about dues: who may not train is passed over and goes on waiting, and who
-- moves up has used their class then. `there`: only who has checked in.
create or replace function private.who_moves_up(
  gym uuid, class uuid, on_date date, rule text, grace integer, today date, there boolean,
  places integer
) returns uuid[]
language plpgsql volatile set search_path = '' as $$
declare
  waiting record;
  told record;
  chosen uuid[] := '{}';
begin
  for waiting in
    select x.id, x.user_id from public.check_ins x
    where x.class_id = class and x.gym_id = gym and x.class_date = on_date
      and x.status = 'waiting' and (x.arrived or not there)
    order by x.place
  loop
    exit when cardinality(chosen) >= places;
    select * into told
    from private.judge_dues(gym, waiting.user_id, rule, grace, on_date, today, waiting.id);
    if told.refusal is null then
      perform private.spend_punch(told.punch, waiting.id);
      chosen := chosen || waiting.id;
    end if;
  end loop;
  return chosen;
end
$$;
revoke execute on function private.who_moves_up(
  uuid, uuid, date, text, integer, date, boolean, integer
) from public;
