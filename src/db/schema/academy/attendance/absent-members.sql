-- A page of the students of a gym who have not come for some days, the longest away first.
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since, a.days_away, a.missed
    from private.away_members(gym, days, at) a
    join public.users u on u.id = a.user_id
    where after_id is null or (a.since, a.user_id) > (after_since, after_id)
    order by a.since, a.user_id
    limit least(page_size, 101);
end
$$;
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
