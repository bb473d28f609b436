-- Takes the place that is held for somebody at `at`, or gives it up for who is next in line. Asks
-- nobody who they are: it is for functions that have. One row: the refusal, or the check-in as it
-- stands. Refusals: not_offered, also when the offer has run out.
create or replace function private.answer_for_person(id uuid, accepts boolean, at timestamptz)
returns table (refusal text, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
begin
  check_in := private.hold_check_in(answer_for_person.id);
  perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  update public.check_ins x
  set status = case when accepts then 'booked' else 'cancelled' end, offered_until = null,
    promoted_at = null
  where x.id = answer_for_person.id and x.status = 'offered' returning x.* into check_in;
  if not found then
    return query select 'not_offered', null::public.check_ins;
    return;
  end if;
  perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  return next;
end
$$;

revoke execute on function private.answer_for_person(uuid, boolean, timestamptz) from public;
