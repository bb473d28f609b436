-- Who came to a class since a day, and who has a booking for today or later: of all that it was before it
-- was split.
create or replace function private.regulars_of(gym uuid, class uuid, since date, today date)
returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  series constant uuid := (
    select coalesce(c.series_id, c.id) from public.classes c where c.id = class
  );
begin
  return array(
    select distinct k.user_id from public.classes c
    join public.check_ins k on k.class_id = c.id and k.gym_id = c.gym_id
    where (c.id = series or c.series_id = series) and c.gym_id = gym and k.class_date >= since
      and (k.status = 'present'
        or k.class_date >= today and k.status in ('booked', 'waiting', 'offered'))
  );
end
$$;
revoke execute on function private.regulars_of(uuid, uuid, date, date) from public;
