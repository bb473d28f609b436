-- Cancels a check-in at `at`, and gives the place to who is next in line. Asks nobody who they are: it
-- is for functions that have. One row: the refusal, or the check-in as it stands; cancelled again it
-- stays as it is. A member takes a booking back until the class wants that, or until the start if they
-- were moved up after that; what has happened is for staff to correct (`as_staff`).
-- Refusals: check_in_not_found (its owner was erased), cancel_too_late, check_in_present,
-- check_in_no_show.
create or replace function private.cancel_for_person(
  id uuid, at timestamptz, as_staff boolean, reason text
) returns table (refusal text, changed boolean, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
begin
  check_in := private.hold_check_in(cancel_for_person.id);
  select * into o from private.settle_class_date(check_in.class_id, check_in.class_date, at);
  select x.* into check_in from public.check_ins x where x.id = cancel_for_person.id;
  refusal := case
    when as_staff then null
    when check_in.status = 'present' then 'check_in_present'
    when check_in.status = 'no_show' then 'check_in_no_show'
    when check_in.status = 'booked'
      and at > case when check_in.promoted_at > o.cancel_until then o.starts_at else o.cancel_until end
      then 'cancel_too_late'
  end;
  changed := refusal is null and check_in.status <> 'cancelled';
  if changed then
    update public.check_ins x
    set status = 'cancelled', offered_until = null,
      override_reason = coalesce(reason, x.override_reason)
    where x.id = cancel_for_person.id returning x.* into check_in;
    if not found then
      -- Of somebody erased: their rows stay as they were left.
      return query select 'check_in_not_found', false, null::public.check_ins;
      return;
    end if;
    perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  end if;
  return next;
end
$$;

revoke execute on function private.cancel_for_person(uuid, timestamptz, boolean, text) from public;
