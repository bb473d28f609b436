-- One class on one date, as `private.occurrences` tells it: no row when it does not take place then.
-- A cancelled one is a row, with its status.
create or replace function private.occurrence(class uuid, on_date date)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, instructor_id uuid,
  status text, reason text, capacity integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select o.* from public.classes c
    cross join lateral private.occurrences(c.gym_id, on_date, on_date, class) o
    where c.id = class;
end
$$;

revoke execute on function private.occurrence(uuid, date) from public;
