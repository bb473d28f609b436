-- Takes the place that is held for the caller or a child of theirs, or gives it up. One row, as
-- `private.answer_for_person` tells it; also refused is check_in_not_found.
create or replace function private.answer_offer(id uuid, accepts boolean)
returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  done record;
begin
  perform private.hold_caller();
  if exists (
    select from public.check_ins x
    where x.id = answer_offer.id and x.user_id = any (private.person_ids())
  ) then
    select * into done from private.answer_for_person(answer_offer.id, accepts, now());
    refusal := done.refusal;
    check_in := done.check_in;
  else
    refusal := 'check_in_not_found';
  end if;
  return next;
end
$$;

revoke execute on function private.answer_offer(uuid, boolean) from public;
grant execute on function private.answer_offer(uuid, boolean) to authenticated;
