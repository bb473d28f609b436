-- What a gym's dues say to somebody who is to train on a day (`day`: the class's), asked on another
-- (`today`: when they booked or checked in, by the gym's clock). One row: the refusal or none, and
-- `card`, where it is one of which a class is to be taken. It goes by the rows as they are, never by what
-- the hourly job wrote down. Refusals, the first that applies:
--  * no_dues_plan: no account covers them that day, and the gym's rule is `required`. Not staff.
--  * dues_frozen: the account rests that day.
--  * trial_over, punch_card_empty: its days are over, or nothing is left on it. Who has a place already
--    (`held`, their check-in) has their class for it.
--  * dues_overdue: months are owed for longer than the gym's grace, today, or on the day if that is past.
create or replace function private.dues_refusal(
  gym uuid, person uuid, rule text, grace integer, day date, today date, held uuid
) returns table (refusal text, card public.dues_accounts)
language plpgsql stable set search_path = '' as $$
declare
  a public.dues_accounts;
  s record;
  over text;
begin
  select x.* into a
  from public.dues_coverage c join public.dues_accounts x on x.id = c.account_id
  where c.user_id = person and c.gym_id = gym and c.covered_from <= day
    and (c.covered_until is null or c.covered_until > day);
  if not found then
    if rule = 'required' and not exists (
      select from public.memberships m
      where m.user_id = person and m.gym_id = gym and m.role in ('INSTRUCTOR', 'MANAGER')
    ) then
      refusal := 'no_dues_plan';
    end if;
    return next;
    return;
  end if;

  select * into s from private.dues_on(a, day);
  over := case a.kind when 'trial' then 'trial_over' when 'punch_card' then 'punch_card_empty' end;
  refusal := case
    when s.state = 'frozen' then 'dues_frozen'
    when s.state = 'ended' then over
    when least(day, today) >= s.overdue_since + grace then 'dues_overdue'
  end;
  if refusal is null and a.punches is not null and not exists (
    select from private.dues_punches u where u.check_in_id = held
  ) then
    card := a;
    if not exists (select from private.dues_free_punches(a, day)) then
      refusal := over;
    end if;
  end if;
  return next;
end
$$;
revoke execute on function private.dues_refusal(
  uuid, uuid, text, integer, date, date, uuid
) from public;
