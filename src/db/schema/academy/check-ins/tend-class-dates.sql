-- Does what time has decided about dates of classes by `at`, for the job that does it when nobody else
-- comes by: offers that have run out, and classes that are over. At most so many dates, and it answers
-- how many it did. One that somebody is changing at the moment is left to them and the next time.
create or replace function private.tend_class_dates(at timestamptz, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  done integer := 0;
begin
  for due in
    with undone as (
      select x.class_id, x.gym_id, x.class_date, false as run_out from public.check_ins x
      where x.status in ('booked', 'waiting', 'offered')
        and x.class_date <= (at + interval '1 day')::date
      union all
      select x.class_id, x.gym_id, x.class_date, true from public.check_ins x
      where x.offered_until <= at
    ), open as (
      select u.class_id, u.gym_id, u.class_date, bool_or(u.run_out) as run_out from undone u
      group by u.class_id, u.gym_id, u.class_date
    )
    select d.class_id, d.class_date from open
    join private.class_dates d using (class_id, gym_id, class_date)
    left join lateral private.occurrence(open.class_id, open.class_date) o on not open.run_out
    -- Of no occurrence: an offer ran out, or the class is no more.
    where o.status is null or o.ends_at < at
    order by d.class_id, d.class_date limit most for update of d skip locked
  loop
    perform private.settle_class_date(due.class_id, due.class_date, at);
    done := done + 1;
  end loop;
  return done;
end
$$;

revoke execute on function private.tend_class_dates(timestamptz, integer) from public;
grant execute on function private.tend_class_dates(timestamptz, integer) to service_role;
