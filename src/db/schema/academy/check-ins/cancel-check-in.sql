-- Cancels a check-in: the caller's, a child's of theirs, or, by staff, a member's, whatever it came to,
-- which leaves a trace. One row, as `private.cancel_for_person` tells it; also refused are
-- check_in_not_found and not_class_staff (a reason by somebody else).
create or replace function private.cancel_check_in(id uuid, reason text)
returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  acts constant uuid[] := private.person_ids();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  was public.check_ins;
  as_staff boolean;
  done record;
begin
  perform private.hold_caller();
  select x.* into was from public.check_ins x
  where x.id = cancel_check_in.id and (x.user_id = any (acts) or x.gym_id = any (staffed));
  as_staff := was.gym_id = any (staffed) and (reason is not null or not was.user_id = any (acts));
  if was.id is null then
    refusal := 'check_in_not_found';
  elsif reason is not null and not as_staff then
    refusal := 'not_class_staff';
  else
    -- The trace names them, and an erasure of theirs under way waits for the date.
    perform private.hold_member(was.class_id, was.user_id);
    select * into done from private.cancel_for_person(was.id, now(), as_staff, reason);
    refusal := done.refusal;
    check_in := done.check_in;
    if done.changed and as_staff then
      perform private.audit(
        was.gym_id, was.user_id, 'overridden',
        jsonb_build_object(
          'class_id', was.class_id, 'class_date', was.class_date, 'from', was.status,
          'status', 'cancelled', 'reason', reason
        )
      );
    end if;
  end if;
  return next;
end
$$;

revoke execute on function private.cancel_check_in(uuid, text) from public;
grant execute on function private.cancel_check_in(uuid, text) to authenticated;
