-- Checks people in to one date of a class, in their order: the caller, children of theirs, or, by
-- staff, members of the gym. One row each, as `private.check_in_person` tells it; also refused are
-- class_not_found, child_not_found, not_class_staff (a reason by somebody else), made_in_future and
-- made_too_long_ago. The clock is the database's; who was offline says when it was, within a day.
-- What staff do for others, or set a rule aside for, leaves a trace.
create or replace function private.check_in(
  class uuid, on_date date, persons uuid[], made timestamptz, reason text
) returns table (person uuid, refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  acts constant uuid[] := private.persons_of(caller);
  gym uuid;
  staffed boolean;
  refused text;
  done record;
begin
  -- All there is to know of the caller, asked at once: most calls are of one person, and many.
  select c.gym_id, bool_or(m.user_id = caller and m.role in ('INSTRUCTOR', 'MANAGER'))
  into gym, staffed
  from public.classes c
  join public.memberships m on m.gym_id = c.gym_id and m.user_id = any (acts) and m.in_effect
  where c.id = class
  group by c.gym_id;
  refused := case
    when gym is null then 'class_not_found'
    when reason is not null and not staffed then 'not_class_staff'
    when made > now() then 'made_in_future'
    when made < now() - interval '1 day' then 'made_too_long_ago'
  end;
  -- Several ahead of the date, as private.hold_member says.
  if cardinality(persons) > 1 then
    perform private.hold_member(class, held.id)
    from (
      select u.id from unnest(persons) u (id) where staffed or u.id = any (acts) order by u.id
    ) held;
  end if;
  foreach person in array persons loop
    retry_at := null;
    check_in := null;
    refusal := case
      when refused is not null then refused
      when not staffed and not person = any (acts) then 'child_not_found'
    end;
    if refusal is null then
      select * into done from private.check_in_person(
        class, on_date, person, coalesce(made, now()), now(), caller,
        staffed and not person = any (acts), reason
      );
      refusal := done.refusal;
      retry_at := done.retry_at;
      check_in := done.check_in;
      if done.changed and (reason is not null or not person = any (acts)) then
        perform private.audit(
          gym, person, case when reason is null then 'checked_in_by_staff' else 'overridden' end,
          jsonb_build_object(
            'class_id', class, 'class_date', on_date, 'status', (done.check_in).status, 'reason', reason
          ) || case when done.set_aside is null then '{}' else jsonb_build_object(
            'set_aside', done.set_aside
          ) end
        );
      end if;
    end if;
    return next;
  end loop;
end
$$;

revoke execute on function private.check_in(uuid, date, uuid[], timestamptz, text) from public;
grant execute on function private.check_in(uuid, date, uuid[], timestamptz, text) to authenticated;
