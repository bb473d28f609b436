-- What `private.dues_refusal` says to somebody who is to have a place, and the class of their card or
-- trial that was taken for it, if there is one: to be spent (`private.spend_punch`) when they have it.
create or replace function private.judge_dues(
  gym uuid, person uuid, rule text, grace integer, day date, today date, held uuid
) returns table (refusal text, punch uuid)
language plpgsql volatile set search_path = '' as $$
declare
  said record;
begin
  select * into said from private.dues_refusal(gym, person, rule, grace, day, today, held);
  refusal := said.refusal;
  if refusal is null and (said.card).id is not null then
    punch := private.take_punch(said.card, day);
    -- Others have taken what was left.
    if punch is null then
      refusal := case (said.card).kind when 'trial' then 'trial_over' else 'punch_card_empty' end;
    end if;
  end if;
  return next;
end
$$;
revoke execute on function private.judge_dues(
  uuid, uuid, text, integer, date, date, uuid
) from public;
