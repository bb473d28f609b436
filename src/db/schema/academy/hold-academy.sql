-- Holds what an erasure changes of an academy, ahead of all it does: what others hold while they wait
-- for something here, in their order: memberships, classes and what changed about them, the schedules,
-- the dates, and of each kind in an order that all keep to. Of memberships all: one that was over may
-- be reopening.
create or replace function private.hold_academy(erased uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.memberships m where m.user_id = erased for update;
  perform from public.classes c where erased in (c.instructor_id, c.created_by)
  order by c.id for no key update;
  perform from public.class_changes x where erased in (x.instructor_id, x.created_by)
  order by x.id for no key update;
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || schedule.gym_id, 0))
  from (
    select c.gym_id from public.classes c where erased in (c.instructor_id, c.created_by)
    union
    select x.gym_id from public.class_changes x where erased in (x.instructor_id, x.created_by)
    union
    select x.gym_id from public.check_ins x where erased in (x.user_id, x.checked_in_by)
    order by gym_id
  ) schedule;
  perform from private.class_dates d
  where (d.class_id, d.class_date, d.gym_id) in (
    select x.class_id, x.class_date, x.gym_id from public.check_ins x
    where erased in (x.user_id, x.checked_in_by)
  )
  order by d.class_id, d.class_date for update;
end
$$;

revoke execute on function private.hold_academy(uuid) from public;
